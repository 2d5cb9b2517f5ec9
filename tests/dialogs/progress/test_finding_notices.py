"""The notice that it is being found out what became of lost answers says in the end what was."""

from broadcast.model.events import FindingOut, FoundOut
from db.certainty import doubts
from db.certainty.doubts import DoubtRow
from db.certainty.settling import Finding, settle
from db.connection.database import Database
from db.schema.states import Found
from db.subscribers.store import Subscribers
from handlers.admin.progress.finding_notices import FindingNotices
from handlers.language.locale import Locales
from handlers.language.texts import Texts
from tests.dialogs.conftest import House, Person, eventually
from tests.filled import add_run


async def lose(database: Database, *numbers: int, since: int = 10) -> None:
    """Answers to these, of the first broadcast."""
    async with database.write() as connection:
        if since == 10:
            await add_run(connection, audience_upto=9, total=9, state="cancelled")
        rows = [DoubtRow(1, number, 0, None, 5, since) for number in numbers]
        for number in numbers:
            await connection.exec_driver_sql(
                "INSERT INTO deliveries (run_id, subscriber_id, state, trouble)"
                f" VALUES (1, {number}, 6, 6)"
            )
        await doubts.note(connection, rows)


async def find(database: Database, found: dict[int, Found]) -> None:
    async with database.write() as connection:
        told = [
            Finding(
                run_id=1,
                subscriber_id=number,
                step=0,
                low=5,
                found=one,
                reason="stopped",
                evidence="{}",
            )
            for number, one in found.items()
        ]
        await settle(connection, told, now=20)


async def test_it_says_in_the_end_what_was_found(
    house: House, admin: Person, second_admin: Person
) -> None:
    """Not before all of it is; and of a broadcast that was stopped that nothing was sent then."""
    events = house.assembly.events
    await lose(house.database, 1, 2, 3)
    for turn in range(2):
        events.say(FindingOut(count=3, turn=turn))
    told = [await one.sees("were lost. I am finding out") for one in (admin, second_admin)]
    await find(house.database, {1: Found.SENT, 2: Found.SENT})
    events.say(FoundOut())
    await find(house.database, {3: Found.NOT_SENT})
    events.say(FoundOut())
    for one, before in zip((admin, second_admin), told, strict=True):
        after = await one.sees("What became of lost answers")
        assert after["message_id"] == before["message_id"]
        assert after["text"].splitlines()[1:] == [
            "• it had arrived: 2",
            "• it had not, and was not to be sent any more: 1",
        ]


async def test_of_what_was_not_told_nothing_is_said(house: House, admin: Person) -> None:
    """Most are found out by a message that somebody got meanwhile: nobody was told that it began,
    and the report says how it ended."""
    events = house.assembly.events
    await lose(house.database, 1, 2)
    await find(house.database, {1: Found.SENT, 2: Found.SENT})
    events.say(FoundOut())
    await lose(house.database, 3, since=15)
    events.say(FindingOut(count=1, turn=0))
    before = await admin.sees("was lost. I am finding out")
    await find(house.database, {3: Found.UNKNOWN})
    events.say(FoundOut())
    after = await admin.sees("cannot be told: 1")
    assert after["message_id"] == before["message_id"]
    assert "arrived" not in after["text"]

    async def is_alone() -> bool:
        return sum("lost" in text for text in await admin.answers()) == 1

    await eventually(is_alone)


async def test_the_next_process_says_it(house: House, admin: Person) -> None:
    """It stayed in the chat as if it was being found out for ever."""
    await lose(house.database, 1)
    house.assembly.events.say(FindingOut(count=1, turn=0))
    before = await admin.sees("was lost. I am finding out")
    await find(house.database, {1: Found.SENT})
    texts = Texts("en")
    following = FindingNotices(
        texts,
        Locales(Subscribers(house.database), texts, house.clock),
        house.bot,
        house.access,
        house.assembly.doors.findings,
        house.supervisor,
    )
    await following.tell_ended()
    after = await admin.sees("it had arrived: 1")
    assert after["message_id"] == before["message_id"]
    assert await house.assembly.doors.findings.news() is None
