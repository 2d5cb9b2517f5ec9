"""herald restored: a backup was put in the database's place by other means than Herald's own.

A file that was copied there, a disk that was set back to what it was, a server started on an old
folder: nothing in the database tells. (What PostgreSQL tells of, the bot notices by itself.)
"""

import asyncio
import time

from sqlalchemy.engine import URL

from bot.commands.database.standing import standing_still
from bot.settings.settings import Settings
from broadcast.ledger.restoring import Doubted, doubt_what_ran
from db.connection.opening import open_database, parse_url, shown
from db.migrate import migrate


def run_restored(settings: Settings) -> int:
    """Only while the bot stands still. Returns the exit code; raises DatabaseError."""
    url = parse_url(settings.database_url)
    doubted = asyncio.run(_doubt(url))
    print(f"{shown(url)}: nothing of what had not ended in it goes on by itself")
    print("\n".join(lines_of(doubted)))
    return 0


def lines_of(doubted: Doubted) -> list[str]:
    lines = []
    if doubted.runs:
        people = sum(doubted.runs.values())
        lines += [
            f"broadcasts that had not ended in it and are paused now: {len(doubted.runs)}",
            f"people who may have got them since, and are uncertain: {people}",
            "see /status in the chat",
        ]
    if doubted.series:
        lines.append(f"series that were started in it, and are paused now: {doubted.series}")
    if doubted.plans:
        lines.append(
            f"broadcasts that were planned in it, and that you are asked about: {doubted.plans}"
        )
    if doubted.repeats:
        lines.append(
            f"repeated broadcasts that were to go on in it, and are paused now: {doubted.repeats}"
        )
    if doubted.keys:
        lines.append(
            f"keys of the API that are revoked, as they may have been since: {doubted.keys}"
        )
    return [*lines, "admins, too, are those of the backup: herald admins list"]


async def _doubt(url: URL) -> Doubted:
    async with standing_still(url):
        await migrate(url, as_owner=True)
        database = await open_database(url)
        try:
            return await doubt_what_ran(database, made_at=None, now=int(time.time()))
        finally:
            await database.close()
