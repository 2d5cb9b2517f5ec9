"""Addresses of servers among the settings."""

import re
from urllib.parse import parse_qs, urlsplit


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


def checked_server(url: str) -> str:
    """The address of a database server; raises ValueError in words, which never repeat it."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise ValueError("names a host or port that cannot be") from error
    if not parts.path.strip("/"):
        raise ValueError("names no database")
    if "password" in parse_qs(parts.query):  # where nobody looks for one to be kept out of the log
        raise ValueError("has the password behind the database: write it before the host")
    return url
