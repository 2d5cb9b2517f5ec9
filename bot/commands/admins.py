"""herald admins list/add/remove: the team from the command line, also while the bot runs.

The running bot notices within seconds (handlers/frame/access.py).
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.settings.settings import Settings
from db.admins.admins import Admins, Changed
from db.connection.database import Database
from db.connection.opening import open_database, parse_url
from db.migrate import migrate
from db.schema.states import Role
from db.subscribers.store import Subscribers
from runtime.clock import SystemClock

DONE, FAILED = 0, 1
LARGEST_ID = 2**52  # Bot API: User.id has at most 52 significant bits

T = TypeVar("T")


def run_list(settings: Settings) -> int:
    """A line for each: id, role, name, where it comes from."""

    async def use(database: Database) -> list[str]:
        people = Subscribers(database)
        rows = [(user_id, str(Role.OWNER), "ADMIN_IDS") for user_id in settings.admin_ids]
        rows += [
            (row.user_id, row.role, "")
            for row in await Admins(database).every()
            if row.user_id not in settings.admin_ids
        ]
        lines = []
        for user_id, role, source in rows:
            person = await people.find(user_id)
            name = "" if person is None else _printable(person.first_name)
            lines.append("\t".join((str(user_id), role, name, source)).rstrip())
        return lines

    lines = _with_database(settings, use)
    print("\n".join(lines) if lines else "there is no admin yet: the bot's log shows a claim link")
    return DONE


def run_add(settings: Settings, user_id: int, role: str) -> int:
    if not 0 < user_id < LARGEST_ID:
        return _refuse(f"{user_id} is no user's id")
    if user_id in settings.admin_ids:
        return _refuse(f"{user_id} is an owner by ADMIN_IDS")
    now = int(SystemClock().time())

    async def use(database: Database) -> Changed:
        return await Admins(database).add(
            user_id, role, now, owner_elsewhere=bool(settings.admin_ids)
        )

    changed = _with_database(settings, use)
    if changed is Changed.LAST_OWNER:
        return _refuse(f"{user_id} is the last owner: add another one first")
    print(f"{user_id} is {'' if changed is Changed.DONE else 'already '}an {role}")
    return DONE


def run_remove(settings: Settings, user_id: int, *, force: bool) -> int:
    """The last owner only by force: the next one claims the bot by the link in its log."""
    if user_id in settings.admin_ids:
        return _refuse(f"{user_id} is an owner by ADMIN_IDS: take the id out of the settings")

    async def use(database: Database) -> Changed:
        return await Admins(database).remove(
            user_id, owner_elsewhere=force or bool(settings.admin_ids)
        )

    changed = _with_database(settings, use)
    if changed is Changed.NOBODY:
        return _refuse(f"{user_id} is no admin")
    if changed is Changed.LAST_OWNER:
        return _refuse(
            f"{user_id} is the last owner: add another one first "
            "(herald admins add ID --role owner), or remove it with --force: "
            "the bot's log then shows a new claim link"
        )
    print(f"{user_id} is no admin any more")
    return DONE


def _with_database(settings: Settings, use: Callable[[Database], Awaitable[T]]) -> T:
    """Raises DatabaseError."""

    async def run() -> T:
        url = parse_url(settings.database_url)
        await migrate(url)
        database = await open_database(url)
        try:
            return await use(database)
        finally:
            await database.close()

    return asyncio.run(run())


def _printable(name: str) -> str:
    """What somebody calls himself must not steer the terminal."""
    return "".join(character if character.isprintable() else " " for character in name)


def _refuse(words: str) -> int:
    print(f"herald: {words}", file=sys.stderr)
    return FAILED
