"""The proxy that calls to Telegram go through, if there is one.

PROXY says it; where it says nothing, the machine's own HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and
NO_PROXY do, as they do for curl and pip. aiogram has the means (aiohttp-socks), and looks at none
of these by itself.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined]

from pydantic import SecretStr

from bot.errors import StartRefused

EXPECTED = (
    "http://HOST:PORT or socks5://HOST:PORT; USER:PASSWORD@ before the host if it asks for them"
)
# rdns is always on in aiogram, which is what socks5h means to others.
KINDS = {"http": "http", "socks5": "socks5", "socks5h": "socks5", "socks4": "socks4"}
SHORTEST_SECRET = 5  # characters; a shorter one would blacken every line that has them by chance


@dataclass(frozen=True, kw_only=True, slots=True)
class Proxy:
    """What aiogram is given, and what may be shown of it."""

    url: SecretStr
    shown: str  # without user and password
    source: str  # the setting's or variable's name


def checked_proxy(url: str) -> str:
    """The address as aiogram takes it; raises ValueError in words that do not repeat it."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError("is not an address") from error
    if parts.scheme not in KINDS:
        raise ValueError("is of a kind that is not known here")
    if not host or re.search(r"\s", url):
        raise ValueError("names no host")
    if not port:
        raise ValueError("names no port")
    return f"{KINDS[parts.scheme]}://{parts.netloc}"


def proxy_for(
    server: str, setting: SecretStr | None, environment: Mapping[str, str]
) -> Proxy | None:
    """The one for calls to that server; raises StartRefused for a variable that cannot be used."""
    if setting is not None:
        return _proxy(setting.get_secret_value(), "PROXY")
    found = _of_the_machine(urlsplit(server), environment)
    if found is None:
        return None
    name, url = found
    try:
        return _proxy(checked_proxy(url), name)
    except ValueError as error:
        raise StartRefused(
            f"{name} of the environment {error}; Herald can use {EXPECTED}. "
            "Set PROXY, or name the server in NO_PROXY"
        ) from error


def passwords(*urls: str) -> tuple[str, ...]:
    """Those in addresses, as they stand there and as they are meant: to be kept out of the log."""
    raw = [urlsplit(url).password or "" for url in urls]
    return tuple(
        word for one in raw for word in (one, unquote(one)) if len(word) >= SHORTEST_SECRET
    )


def _proxy(url: str, source: str) -> Proxy:
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return Proxy(url=SecretStr(url), shown=f"{parts.scheme}://{host}:{parts.port}", source=source)


def _of_the_machine(server: SplitResult, environment: Mapping[str, str]) -> tuple[str, str] | None:
    """The variable's name and value. Nothing on this machine is asked through a proxy."""
    host = server.hostname or ""
    given = {name.lower(): value.strip() for name, value in environment.items()}
    bypassed = proxy_bypass_environment(host, {"no": given.get("no_proxy", "")})
    if bypassed or _is_here(host):
        return None
    for name in (f"{server.scheme}_proxy", "all_proxy"):
        if given.get(name):
            return name.upper(), given[name]
    return None


def _is_here(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
