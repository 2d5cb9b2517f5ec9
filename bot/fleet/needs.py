"""What a node needs before anything of it is loaded: each in one line when it is not there."""

from importlib.util import find_spec

from bot.errors import StartRefused
from bot.settings.settings import POSTGRESQL, Settings

EXTRA = ("psycopg", "procrastinate")


def look(settings: Settings, *, tokens: bool) -> None:
    """Raises StartRefused."""
    if not settings.database_url.startswith(POSTGRESQL):
        raise StartRefused(
            f"nodes share a PostgreSQL: set DATABASE_URL to {POSTGRESQL}USER:PASSWORD@HOST/DATABASE"
        )
    if not tokens:
        raise StartRefused("a node serves the bots of BOT_TOKENS_FILE, which is not set")
    lacking = [name for name in EXTRA if find_spec(name) is None]
    if lacking:
        raise StartRefused(
            f"{' and '.join(lacking)} are not installed: install Herald with its extra, "
            "herald[fleet]"
        )
    if settings.webhook_url is not None and settings.node_address is None:
        raise StartRefused(
            "WEBHOOK_URL may lead to any node, so each one needs NODE_ADDRESS, where the others "
            "reach it"
        )
