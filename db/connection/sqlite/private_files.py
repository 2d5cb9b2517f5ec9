"""The database is its owner's alone: it names people, and says what they were sent.

SQLite makes a file that everybody on the machine may read, and gives its write-ahead log the same
rights. So the file is made before SQLite does it. What exists already is left as it is: somebody
may have chosen so (`herald check` says it).
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

FOLDER, FILE = 0o700, 0o600
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_folder(folder: Path) -> None:
    """With those above it that are missing; raises OSError."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(mode=FOLDER, exist_ok=True)


def make_file(file: Path) -> None:
    """Empty, unless it is there; what cannot be made is told when it is opened."""
    with suppress(OSError):
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE))


def too_open(file: Path) -> bool:
    """Whether others on this machine may do anything with the file or the folder that it is in.

    A folder that others cannot enter keeps the file, whatever its own rights are.
    """
    return all(stat.S_IMODE(one.stat().st_mode) & OTHERS for one in (file, file.parent))
