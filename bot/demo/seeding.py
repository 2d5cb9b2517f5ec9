"""The demo's people before its bot begins: in the bot's database, and in the local Telegram."""

import csv
import io
import time
from collections.abc import Iterator, Sequence

from sqlalchemy import insert
from sqlalchemy.engine import URL

from bot.demo.errors import DemoFailed
from bot.demo.patience import to_its_end
from bot.demo.story.cast import NAMED, Many, Named
from bot.demo.welcome import lay_ready
from botapi_sandbox.control import Control
from botapi_sandbox.people.crowds import NAMES
from db.connection.opening import open_database
from db.migrate import migrate
from db.schema.admins import admins
from db.schema.states import Role
from db.subscribers.csv_fields import BadRow
from db.subscribers.csv_transfer import import_subscribers

HEADER = ("chat_id", "first_name", "username", "language", "source", "city")
CITIES = ("Lisbon", "Oslo", "Kyoto")  # a custom field
SOURCE = "demo"


async def subscribe(
    url: URL, crowds: Sequence[Many], editor: Named, *, others: Sequence[Named] = ()
) -> None:
    """Make the database, with everybody in it who is subscribed, the editor, and a series that can
    be started; `others` are subscribed to this bot, too."""
    await to_its_end(migrate(url))
    now = int(time.time())
    import_subscribers(url, _csv(crowds, others), now=now, on_problem=_refuse)
    database = await open_database(url)
    try:
        async with database.write() as connection:
            await connection.execute(
                insert(admins).values(user_id=editor.id, role=Role.EDITOR, added_at=now)
            )
            await lay_ready(connection, by=editor.id, now=now)
    finally:
        await database.close()


async def populate(control: Control, crowds: Sequence[Many]) -> None:
    """The same people on the other side of the line."""
    for person in NAMED:
        await control.add_user(
            person.id,
            person.name,
            username=person.username,
            language=person.language,
            started=person.subscribed,
            note=person.note,
        )
        if person.has_blocked:
            await control.block(person.id)
    for crowd in crowds:
        await control.add_users(crowd.count, crowd.first, language=crowd.language)


def _csv(crowds: Sequence[Many], others: Sequence[Named]) -> io.BytesIO:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows(_rows(crowds, others))
    return io.BytesIO(text.getvalue().encode())


def _rows(crowds: Sequence[Many], others: Sequence[Named]) -> Iterator[tuple[object, ...]]:
    for person in NAMED:
        if person.subscribed or person in others:
            yield person.id, person.name, person.username, person.language, SOURCE, CITIES[0]
    for crowd in crowds:
        names = NAMES[crowd.language]  # the sandbox gives them out in the same way
        for number in range(crowd.first, crowd.first + crowd.count):
            city = CITIES[number % len(CITIES)]
            yield number, names[number % len(names)], "", crowd.language, SOURCE, city


def _refuse(line: int, reason: BadRow) -> None:
    raise DemoFailed(f"the people of the demo cannot be imported: line {line}: {reason}")
