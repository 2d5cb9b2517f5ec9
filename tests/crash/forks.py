"""The server that processes are forked from: importing aiogram takes seconds, a fork does not.

A plain fork of the test process would copy its event loop, threads and connections; a forkserver
has none.
"""

import multiprocessing

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    ["bot.run", "bot.app", "bot.process.logs", "bot.settings.mistakes", "tests.crash.warm"]
)
