"""Labs: one module each, plain Python that both CPython and MicroPython run."""
