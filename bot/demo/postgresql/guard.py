"""Runs a PostgreSQL server for as long as somebody holds the file `users`, and ends it then.

    python guard.py FOLDER COMMAND…

It stays behind in the background. Whoever needs the server has a shared lock on FOLDER/users, which
the system takes back from a process however that ends; so no server outlives whoever needed it,
though they be killed. Then the folder goes, too. It stands alone: it starts in a moment.
"""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

PATIENCE = 10.0  # seconds that the server has to end


def main(folder: Path, as_whom: str, command: list[str]) -> None:
    if os.fork():
        os._exit(0)
    os.setsid()  # Ctrl-C in the terminal is not for the server
    server = subprocess.Popen(command, cwd="/", stdin=subprocess.DEVNULL, **json.loads(as_whom))
    # One that dies is buried at once: while its number is taken, no other starts in its folder.
    signal.signal(signal.SIGCHLD, lambda *_: server.poll())
    with (folder / "users").open() as users:
        fcntl.flock(users, fcntl.LOCK_EX)
        if server.poll() is None:
            # "Immediate": what it has written is thrown away.
            server.send_signal(signal.SIGQUIT)
            try:
                server.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                server.kill()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
