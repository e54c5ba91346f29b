"""ModelRunner on this machine, by the name that its tests know."""

from __future__ import annotations

from tests.hosts.server import Job, LocalHosts

__all__ = ["Job", "ModelRunnerHost"]

ModelRunnerHost = LocalHosts
