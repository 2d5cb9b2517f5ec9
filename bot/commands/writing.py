"""What a command writes: a file, a pipe, a device, or `-` for its standard output.

A regular file is whole or not there: it is written beside, and takes its place at the end. Anything
else is written through: a device that was replaced would be a device no more.
"""

import errno
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from bot.commands.reading import STANDARD

PATIENCE = 60.0  # seconds in which somebody must begin to read from a FIFO
LOOK_AGAIN = 0.05  # seconds
STDOUT, STDERR = 1, 2  # their descriptors
PRIVATE = 0o600  # what is written names people


@contextmanager
def writing(
    path: Path, *, overwrite: bool = True, patience: float = PATIENCE
) -> Iterator[BinaryIO]:
    """A stream for the new content. Raises OSError, also at the end; then an old file is as it was.

    A link is followed, and its file keeps its rights; a new file is its owner's alone.
    """
    if is_through(path):
        with os.fdopen(_opened_through(path, patience), "wb") as stream:
            yield stream
    else:
        with placing(path, overwrite=overwrite) as unfinished, unfinished.open("wb") as stream:
            yield stream


@contextmanager
def placing(path: Path, *, overwrite: bool) -> Iterator[Path]:
    """The same for who wants a file: an empty one, which takes the place of `path` at the end."""
    target, old = Path(os.path.realpath(path)), _stat(path)
    if old is not None and not overwrite:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    number, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(number, "rb"):
            yield unfinished
            os.fsync(number)
            _give_rights(number, old)
        if overwrite:
            unfinished.replace(target)
        else:
            # Unlike a rename, this fails when somebody else has made it meanwhile.
            target.hardlink_to(unfinished)
    finally:
        unfinished.unlink(missing_ok=True)


def is_through(path: Path) -> bool:
    """Whether it is written as it stands, because it is no regular file."""
    if _own_descriptor(path) is not None:
        return True
    old = _stat(path)
    return old is not None and not stat.S_ISREG(old.st_mode)


def to_standard(path: Path) -> bool:
    """Whether it is the standard output under one of its names, so that words go elsewhere."""
    return _own_descriptor(path) == STDOUT


def _own_descriptor(path: Path) -> int | None:
    """What this process was given open already: `-`, /dev/stdout, a redirection, /dev/fd/3."""
    if path == STANDARD:
        return STDOUT
    for own in (STDOUT, STDERR):
        with suppress(OSError):
            if os.path.samestat(path.stat(), os.fstat(own)):
                return own
    descriptors = f"/proc/{os.getpid()}/fd"
    if path.name.isdigit() and os.path.realpath(path.parent) == descriptors:
        return int(path.name)
    return None


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _opened_through(path: Path, patience: float) -> int:
    """Ready to be written; a FIFO is opened without waiting, until somebody reads."""
    own = _own_descriptor(path)
    if own is not None:
        return os.dup(own)
    if not path.is_fifo():
        return os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    until = time.monotonic() + patience
    while True:
        try:
            file = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            if time.monotonic() >= until:
                words = f"nobody read from it for {patience:.0f} s"
                raise TimeoutError(errno.ETIMEDOUT, words) from error
            time.sleep(LOOK_AGAIN)
        else:
            os.set_blocking(file, True)
            return file


def _give_rights(file: int, old: os.stat_result | None) -> None:
    """Those of the file that it replaces; the owner too, where that is allowed."""
    if old is None:
        os.fchmod(file, PRIVATE)
        return
    with suppress(PermissionError):
        os.fchown(file, old.st_uid, old.st_gid)
    os.fchmod(file, stat.S_IMODE(old.st_mode))


def copy_through(source: Path, stream: BinaryIO) -> None:
    with source.open("rb") as opened:
        shutil.copyfileobj(opened, stream)
