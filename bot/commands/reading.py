"""What a command reads: a file, a pipe, a device, or `-` for its standard input."""

import errno
import io
import os
import select
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

STANDARD = Path("-")
PATIENCE = 60.0  # seconds in which a pipe must bring something, else nobody writes into it


@contextmanager
def reading(path: Path, *, patience: float = PATIENCE) -> Iterator[BinaryIO]:
    """Its bytes; raises OSError when it cannot be opened, or when nothing comes out of it.

    Opened without waiting: a FIFO that nobody writes into would hold the command for ever.
    """
    if path == STANDARD:
        file = os.dup(0)
    else:
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    except OSError:
        os.close(file)
        raise
    # Whoever types needs no hurry, and sees that it waits.
    typed = os.isatty(file)
    with io.BufferedReader(_Patient(file, None if typed else patience)) as stream:
        yield stream


class _Patient(io.RawIOBase):
    """Waits for the next bytes, but not for ever."""

    def __init__(self, file: int, patience: float | None) -> None:
        super().__init__()
        self._file = file
        self._patience = patience
        self._seekable = stat.S_ISREG(os.fstat(file).st_mode)
        self._poll = select.poll()
        self._poll.register(file, select.POLLIN)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._seekable

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        return os.lseek(self._file, offset, whence)

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override] # narrower: ours
        milliseconds = None if self._patience is None else self._patience * 1000
        if not self._poll.poll(milliseconds):
            raise TimeoutError(errno.ETIMEDOUT, f"nothing came for {self._patience:.0f} s")
        return os.readv(self._file, [buffer])

    def close(self) -> None:
        if not self.closed:
            os.close(self._file)
        super().close()
