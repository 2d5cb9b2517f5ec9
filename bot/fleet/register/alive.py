"""Whether a node serves a bot, or would at once: for commands that need it to stand still."""

import re
import time
from collections.abc import Callable

import psycopg
from sqlalchemy.engine import URL

from bot.fleet.register.line import OPTIONS
from bot.fleet.rules import BEAT
from db.connection.postgresql.address import schema_of
from db.connection.postgresql.libpq import last_words, libpq_words
from db.errors import AlreadyServed, DatabaseUnavailable

BOTS_SCHEMA = re.compile(r"bot_(\d{1,19})")
LOOK_AGAIN = 3 * BEAT  # seconds: whoever is alive has said so meanwhile
# Who has its token, or is at its end and has a job of it yet.
NODES = """
    SELECT n.name, w.last_heartbeat FROM nodes n JOIN procrastinate_workers w ON w.id = n.worker
     WHERE %(bot)s = ANY (n.bots) OR EXISTS (
           SELECT FROM procrastinate_jobs j
            WHERE j.worker_id = w.id AND j.status = 'doing' AND j.lock = 'bot:' || %(bot)s)
"""


def refuse_served(url: URL, pause: Callable[[float], None] = time.sleep) -> None:
    """Raises AlreadyServed, or DatabaseUnavailable when the server does not answer.

    Heartbeats are looked at twice: what a node that is gone wrote at last stands for ever."""
    found = BOTS_SCHEMA.fullmatch(schema_of(url))
    if found is None:
        return
    bot = int(found[1])
    try:
        with psycopg.connect(
            libpq_words(url, application_name="herald", options=OPTIONS), autocommit=True
        ) as connection:
            if before := _beats(connection, bot):
                pause(LOOK_AGAIN)
                after = _beats(connection, bot)
                alive = [name for name, beat in after.items() if before.get(name) != beat]
                if alive:
                    raise AlreadyServed(schema_of(url), nodes=sorted(alive))
    except psycopg.Error as error:
        raise DatabaseUnavailable(f"cannot reach the database: {last_words(error)}") from error


def _beats(connection: psycopg.Connection, bot: int) -> dict[str, object]:
    made = connection.execute("SELECT to_regclass('nodes')").fetchone()
    if made is None or made[0] is None:
        return {}
    return dict(connection.execute(NODES, {"bot": bot}).fetchall())
