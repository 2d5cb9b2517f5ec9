"""A token that stands in a file, as secrets are mounted into containers."""

import stat
from pathlib import Path

from pydantic import SecretStr

LARGEST_TOKEN_FILE = 4096  # bytes; a token has about 50


def read_token(path: Path) -> SecretStr:
    """The token in a file (a mounted secret) or a pipe; raises ValueError in words."""
    raw = read_limited(path, LARGEST_TOKEN_FILE, pipe=True)
    try:
        return SecretStr(raw.decode().strip())
    except UnicodeDecodeError as error:
        raise ValueError("is not a text file") from error


def read_limited(path: Path, largest: int, *, pipe: bool) -> bytes:
    """All of a file of `largest` bytes at most; `pipe`: or of a pipe. Raises ValueError in
    words."""
    try:
        kind = path.stat().st_mode
        if not stat.S_ISREG(kind) and not (pipe and stat.S_ISFIFO(kind)):  # a device has no end
            raise ValueError("is neither a file nor a pipe" if pipe else "is not a file")
        with path.open("rb") as file:
            raw = file.read(largest + 1)
    except OSError as error:
        raise ValueError(f"cannot be read ({error.strerror})") from error
    if len(raw) > largest:
        raise ValueError(f"is longer than {largest} bytes")
    return raw
