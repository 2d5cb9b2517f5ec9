"""A token that stands in a file, as secrets are mounted into containers."""

import stat
from pathlib import Path

from pydantic import SecretStr

LARGEST_TOKEN_FILE = 4096  # bytes; a token has about 50


def read_token(path: Path) -> SecretStr:
    """The token in a file (a mounted secret) or a pipe; raises ValueError in words."""
    try:
        kind = path.stat().st_mode
        if not stat.S_ISREG(kind) and not stat.S_ISFIFO(kind):  # a device may have no end
            raise ValueError("is neither a file nor a pipe")
        with path.open("rb") as file:
            raw = file.read(LARGEST_TOKEN_FILE + 1)
    except OSError as error:
        raise ValueError(f"cannot be read ({error.strerror})") from error
    if len(raw) > LARGEST_TOKEN_FILE:
        raise ValueError(f"is longer than {LARGEST_TOKEN_FILE} bytes")
    try:
        return SecretStr(raw.decode().strip())
    except UnicodeDecodeError as error:
        raise ValueError("is not a text file") from error
