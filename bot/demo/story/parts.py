"""What the demo's bot is told, and what it and the sandbox say when they are ready."""

from pathlib import Path

TOKEN = "424242:demo"  # noqa: S105 - the sandbox takes any

LISTENS = r"Sandbox on (http://[\w.]+:\d+)"
PAGE = r"Page: (http://\S+)"
READY = r"@(\w+) is ready"


def bot_settings(url: str, folder: Path, rate: float, *, undo: int = 0) -> dict[str, str]:
    """`rate` in messages/s; `undo` in seconds: whoever only looks on does not wait for it."""
    return {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url,
        "DATA_DIR": str(folder / "data"),
        "BROADCAST_RATE": f"{rate:g}",
        "UNDO_SECONDS": str(undo),
        "HTTP_PORT": "0",
    }
