"""Where the bot's own server is reached by people, if it is."""

import ipaddress
from urllib.parse import urlsplit

# Names that lead nowhere outside (RFC 6761, RFC 6762, RFC 8375, ICANN's .internal).
INSIDE = ("localhost", "local", "internal", "lan", "home.arpa", "test", "invalid")


def links_at(webhook_url: str | None, bot_id: int) -> str | None:
    """https://bot.example/r/42/, beside the webhook's own path; None where WEBHOOK_URL is not
    public: a private address is no link for anybody."""
    parts = urlsplit(webhook_url or "")
    if parts.scheme != "https" or not is_public(parts.hostname or ""):
        return None
    path = parts.path.rstrip("/")
    several = f"/hook/{bot_id}"  # below WEBHOOK_URL, where it is of several bots
    beside = path.removesuffix(several) if path.endswith(several) else path.rpartition("/")[0]
    host = parts.netloc.rpartition("@")[2]
    return f"https://{host}{beside}/r/{bot_id}/"


def is_public(host: str) -> bool:
    """By its looks alone: no name is looked up."""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        name = host.rstrip(".").lower()
    inside = any(name == one or name.endswith(f".{one}") for one in INSIDE)
    return "." in name and not inside


def api_at(host: str, port: int | None) -> str | None:
    """Where the API answers, as whoever runs the bot knows it: what stands before it, a reverse
    proxy say, does not. None: nowhere."""
    return None if port is None else f"http://{host}:{port}/api/v1"
