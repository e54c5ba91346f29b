"""Getting pictures: the backends, the fan-out over many shots, and the library of takes.

`registry.generator` makes a backend by name, `fanout.fan_out` draws shots with it, and
`library.Library` keeps what comes back. This is the only stage that touches the network.
"""
