"""Hosts to test against: real servers on this machine that speak a protocol strictly."""
