"""One process for one database: a lock that the system lets go of when the process ends."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from db.connection.sqlite import private_files
from db.errors import AlreadyRunning, DatabaseUnavailable


class InstanceLock:
    """Held from `with` to its end on `<database file>.lock`, which names the holder's pid.

    The file stays behind: were it deleted, two processes could each lock a file of that name.
    It stands beside the database itself, also when that is reached through a link.
    """

    def __init__(self, database_file: Path) -> None:
        self._path = lock_of(database_file)
        self._file: int | None = None

    def acquire(self) -> None:
        """Raises AlreadyRunning with the holder's pid, DatabaseUnavailable for a bad folder."""
        file = self._open()
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(file, 20, 0).strip()
            os.close(file)
            raise AlreadyRunning(int(holder) if holder.isdigit() else 0) from error
        os.ftruncate(file, 0)
        os.pwrite(file, f"{os.getpid()}\n".encode(), 0)
        self._file = file

    def release(self) -> None:
        """Closing the file gives the lock back; a second time is fine."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _open(self) -> int:
        try:
            private_files.make_folder(self._path.parent)
            return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, private_files.FILE)
        except OSError as error:
            raise DatabaseUnavailable(f"cannot open {self._path}: {error.strerror}") from error

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.release()


def lock_of(database_file: Path) -> Path:
    """The lock file's path."""
    # Not Path.resolve: that raises for links in a circle, which opening tells in words.
    return Path(os.path.realpath(database_file) + ".lock")
