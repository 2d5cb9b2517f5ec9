"""Addresses of servers among the settings."""

import re
from urllib.parse import urlsplit


def port_of(url: str, *, schemes: tuple[str, ...]) -> int:
    """The port of an address; raises ValueError in words, which never repeat the address."""
    if re.search(r"\s", url):
        raise ValueError("has blanks in it")
    beginnings = [f"{scheme}://" for scheme in schemes]
    if not url.lower().startswith(tuple(beginnings)):
        raise ValueError(f"does not begin with {' or '.join(beginnings)}")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ValueError("names a host or port that cannot be") from error
    if not parts.hostname:
        raise ValueError("names no host")
    return {"http": 80, "https": 443}[parts.scheme] if port is None else port
