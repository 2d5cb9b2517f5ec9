"""Whether the database's folder can be written to: it is tried.

Rights alone tell nothing of a read-only disk or a full one, and to root nothing at all.
"""

import os
from pathlib import Path
from tempfile import TemporaryFile

PAGE = 4096  # bytes that must find room


class NotWritable(Exception):
    """What is in the way, and what to do."""


def check_folder(folder: Path) -> None:
    """It, or the nearest folder above that is there, takes a file; nothing is left behind."""
    nearest = next(one for one in (folder, *folder.absolute().parents) if os.path.lexists(one))
    if not nearest.is_dir():
        raise NotWritable(f"{nearest} is no folder: move it away, or change DATA_DIR")
    try:
        with TemporaryFile(dir=nearest) as file:
            file.write(bytes(PAGE))
            file.flush()
    except OSError as error:
        raise NotWritable(
            f"cannot write to {nearest} ({error.strerror}): change its rights, or DATA_DIR"
        ) from error


def check_file(file: Path) -> None:
    """One that was left by another user, root say, keeps the bot from starting."""
    try:
        os.close(os.open(file, os.O_RDWR | os.O_CLOEXEC))
    except FileNotFoundError:
        return
    except OSError as error:
        raise NotWritable(
            f"cannot open {file} ({error.strerror}): it must belong to the bot's user"
        ) from error
