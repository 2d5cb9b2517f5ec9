"""Whether the path still leads to the database that was opened.

A file that is removed or replaced stays open: SQLite goes on writing into what nobody will ever
read again. Broadcasts would go out, and the next start would know nothing of them.
"""

import os
from pathlib import Path

from db.errors import DatabaseTrouble


class Standing:
    """Knows the file by device and inode, which a rename to and fro does not change."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: tuple[int, int] | None = None

    def pin(self) -> None:
        """This is the one, from now on. Raises OSError."""
        self._known = self._identity()

    def check(self) -> None:
        """Raises DatabaseTrouble with what to do; before `pin` nothing is asked."""
        if self._known is None:
            return
        try:
            now = self._identity()
        except FileNotFoundError as error:
            raise DatabaseTrouble(
                f"{self._file} was removed under the running bot: put it back, or restart it"
            ) from error
        except OSError as error:
            raise DatabaseTrouble(f"{self._file} cannot be seen: {error.strerror}") from error
        if now != self._known:
            raise DatabaseTrouble(
                f"{self._file} was replaced under the running bot: restart it to use the new file"
            )

    def _identity(self) -> tuple[int, int]:
        found = os.stat(self._file)  # noqa: PTH116 - once a transaction: a Path is slower
        return found.st_dev, found.st_ino
