"""What the server of forks does once, so that no life has to; imported there and nowhere else."""

import gc
import ssl

import certifi
import uvloop  # noqa: F401 - the same

import tests.crash.life  # noqa: F401 - imported for whoever is forked

# tests/conftest.py keeps it: a third of what a start costs, for nothing on loopback.
ssl.create_default_context(cafile=certifi.where())

# Passes of the collector over all of aiogram would copy its pages into every fork.
gc.collect()
gc.freeze()
