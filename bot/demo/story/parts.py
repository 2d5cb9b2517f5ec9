"""What the demo's bot is told, and what it and the sandbox say when they are ready."""

from collections.abc import Mapping
from pathlib import Path

TOKEN = "424242:demo"  # noqa: S105 - the sandbox takes any

# Of the environment's settings what one may want to try; where the bot lives and whose it is, the
# demo says itself, and how fast it goes its options.
TRIED = (
    *("CANARY", "CLEAN_LIST", "DEFAULT_LOCALE", "FAILURE_SHARE", "FORWARD_RATE", "GRACE_MINUTES"),
    *("FIND_OUT", "OUTSIDE_PRIVATE"),
    "REPEAT_AHEAD_MINUTES",
    *(
        "LEDGER_DAYS",
        "MENDING_RATE",
        "OUTSIDE_PRIVATE",
        "TIMEZONE",
        "TYPE_COUNT_ABOVE",
        "UNCERTAIN_POLICY",
    ),
)

LISTENS = r"Sandbox on (http://[\w.]+:\d+)"
PAGE = r"Page: (http://\S+)"
READY = r"@(\w+) is ready"


def bot_settings(
    url: str,
    folder: Path,
    rate: float,
    *,
    undo: int = 0,
    http_port: int = 0,
) -> dict[str, str]:
    """`rate` in messages/s; `undo` in seconds: whoever only looks on does not wait for it. Of
    `http_port` 0 is any that is free."""
    return {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url,
        "DATA_DIR": str(folder / "data"),
        "BROADCAST_RATE": f"{rate:g}",
        "UNDO_SECONDS": str(undo),
        "HTTP_PORT": str(http_port),
    }


def tried(environment: Mapping[str, str]) -> dict[str, str]:
    """What whoever looks at the page has set to try it."""
    known = {name.upper(): value for name, value in environment.items()}
    return {name: known[name] for name in TRIED if name in known}
