"""A disk of a server's own that can be full: a small file system in memory; root may mount it."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SIZE = "112m"  # a new server takes 40, a database 8
PAGE = bytes(4096)


class NoSmallDisk(Exception):
    """Nobody may mount anything here."""


class SmallDisk:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self) -> None:
        """To the last page."""
        with self._ballast.open("ab", buffering=0) as file, suppress(OSError):
            while True:
                file.write(PAGE)

    def make_room(self) -> None:
        self._ballast.unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk]:
    """Raises NoSmallDisk."""
    folder.mkdir(mode=0o755)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=755", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise NoSmallDisk(str(error)) from error
    if done.returncode:
        folder.rmdir()
        raise NoSmallDisk(done.stderr.strip())
    try:
        yield SmallDisk(folder)
    finally:
        # Detached at once, gone with its last user: the server is just ending.
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
        folder.rmdir()
