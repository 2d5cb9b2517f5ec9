"""What the server of forks does once, so that no life has to; imported there and nowhere else."""

import functools
import gc
import ssl

import certifi
import uvloop  # noqa: F401 - the same

import tests.crash.life  # noqa: F401 - imported for whoever is forked

# aiogram makes one for each session: a third of what a start costs, for nothing on loopback.
setattr(ssl, "create_default_context", functools.cache(ssl.create_default_context))  # noqa: B010
ssl.create_default_context(cafile=certifi.where())

# Passes of the collector over all of aiogram would copy its pages into every fork.
gc.collect()
gc.freeze()
