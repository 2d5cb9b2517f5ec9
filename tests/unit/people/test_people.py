"""Who stands behind each kind of number, and what of it is stored in a dialog."""

from collections.abc import Sequence
from typing import Any

import pytest

from broadcast.doors.audience.people import People
from broadcast.model.errors import NotAllowed
from db.audience.audience import Audience
from db.audience.conditions import AtRandom, FromSource, InLanguage, Tagged
from db.audience.facts import CannotAsk
from db.connection.database import Database
from db.people import whom as kinds
from db.people.whom import (
    CameBy,
    Chose,
    Departed,
    HadEnough,
    InRun,
    Matching,
    Nameless,
    Planned,
    Reacted,
    Received,
    Standing,
    Strangers,
    Tried,
    Voters,
    Whom,
)
from db.schema.states import DeliveryState, SkipReason, SubscriberState
from tests.actors import editor, stranger
from tests.clocks import FastClock
from tests.unit.audience.world import RUN, Someone, World

_D = DeliveryState
EVERYONE = Audience()


def chat(number: int) -> int:
    return 1_000 + number


async def filled(database: Database) -> People:
    """Numbers 1 to 6."""
    people = [
        Someone(language="ru", source="spring", delivery=_D.SENT, button=0),
        Someone(language="ru", delivery=_D.BLOCKED, tags=frozenset({"vip"})),
        Someone(language="en", delivery=_D.SKIPPED, fields=(("City", "Berlin"),)),
        Someone(state="blocked", source="spring", delivery=_D.SENT, button=1),
        Someone(state="unsubscribed"),
        Someone(language="de", delivery=_D.PENDING),
    ]
    async with database.write() as connection:
        await World(people=people).write(connection)
        for statement in (
            "UPDATE deliveries SET variant = 1 WHERE subscriber_id = 4",
            "UPDATE subscribers SET state_at = 5 WHERE id = 4",
            "UPDATE deliveries SET step = 2 WHERE subscriber_id = 2",
            "UPDATE deliveries SET reason = 'topic' WHERE subscriber_id = 3",
            f"INSERT INTO stranger_answers VALUES ({RUN}, 77, 0, 1), ({RUN}, 1005, 0, 1)",
            *(
                f"INSERT INTO received VALUES ({who}, {run}, {line}, 9999999999)"
                for who, run, line in (
                    (1, 7, 7),
                    (2, 7, 7),
                    (2, 8, 8),
                    (3, 8, 8),
                    (3, 9, 9),
                    (1, 9, 7),
                )
            ),
            f"INSERT INTO departures VALUES ({RUN}, 5, 1)",
            *(
                f"INSERT INTO reactions VALUES ({RUN}, {row})"
                for row in (
                    "1, 9, 1001, '{\"👍\":1}'",
                    "1, 8, 1001, '{\"👍\":1}'",
                    '4, 9, 88, \'{"🔥":2,"👍":1}\'',
                    "5, 9, 0, '{\"👍\":70}'",
                    "6, 9, 99, '{\"custom\":1}'",
                )
            ),
            f"INSERT INTO polls VALUES (9, {RUN}, 1), (10, {RUN}, 2)",
            "INSERT INTO poll_votes VALUES (9, 1001, 5, 1), (9, 88, 4, 1), (10, 1002, 1, 1)",
        ):
            await connection.exec_driver_sql(statement)
    return People(database, FastClock(1.0))


RUSSIAN = Audience(must=(InLanguage(codes=("ru",)),))
BEHIND: Sequence[tuple[Whom, Sequence[int]]] = (
    (Matching(audience=EVERYONE), (1, 2, 3, 6)),
    (Matching(audience=RUSSIAN), (1, 2)),
    (Matching(audience=RUSSIAN, within=Audience(must_not=(Tagged(names=("vip",)),))), (1,)),
    (Nameless(audience=EVERYONE, field="city"), (1, 2, 6)),
    (Nameless(audience=RUSSIAN, field="username"), (1, 2)),
    (HadEnough(audience=EVERYONE, most=2), (2, 3)),
    (HadEnough(audience=RUSSIAN, most=1), (1, 2)),
    (Standing(state=SubscriberState.BLOCKED), (4,)),
    (CameBy(code="spring"), (1, 4)),
    (InRun(run_id=RUN), (1, 2, 3, 4, 6)),
    (InRun(run_id=RUN, states=(_D.SENT,), variants=(1,)), (4,)),
    (InRun(run_id=RUN, states=(_D.PENDING, _D.CLAIMED)), (6,)),
    (InRun(run_id=RUN, states=(_D.SKIPPED,), reason=SkipReason.TOPIC), (3,)),
    (InRun(run_id=RUN, partly=True), (2,)),
    (Received(run_id=RUN, message=1, variants=(0,)), (1, 2)),
    (Received(run_id=RUN, message=2, variants=(0, 1)), (1, 4)),
    (Tried(run_id=RUN, variants=(0, 1)), (1, 4)),
    (Tried(run_id=RUN, variants=(1,), answered=True), (4,)),
    (Tried(run_id=RUN, variants=(0, 1), left_since=5), (4,)),
    (Tried(run_id=RUN, variants=(0, 1), left_since=6), ()),
    (Chose(run_id=RUN, buttons=(1,)), (4,)),
    (Chose(run_id=RUN), (1, 4)),
    (Departed(run_id=RUN), (5,)),
)


@pytest.mark.parametrize(("whom", "numbers"), BEHIND)
async def test_each_number_has_its_people(
    database: Database, whom: Whom, numbers: Sequence[int]
) -> None:
    people = await filled(database)
    assert kinds.load(whom.dump()) == whom
    found = await people.page(whom, offset=0, limit=9, by=editor())
    assert [one.chat_id for one in found] == [chat(number) for number in numbers]
    rest = await people.page(whom, offset=1, limit=1, by=editor())
    assert [one.chat_id for one in rest] == [chat(number) for number in numbers[1:2]]


async def test_strangers_voters_and_who_reacts_need_not_be_known(database: Database) -> None:
    people = await filled(database)
    whom: dict[Whom, Any] = {
        Strangers(run_id=RUN): [77, 1005],
        Voters(run_id=RUN, option=2): [88, 1001],
        Voters(run_id=RUN, option=0): [1001, 1002],
        Reacted(run_id=RUN): [88, 99, 1001],
        Reacted(run_id=RUN, reaction="👍"): [88, 1001],
        Reacted(run_id=RUN, reaction="🔥"): [88],
        Reacted(run_id=RUN, reaction="custom"): [99],
        Reacted(run_id=RUN, reaction="us"): [],
    }
    for asked, ids in whom.items():
        found = await people.page(asked, offset=0, limit=9, by=editor())
        assert [one.chat_id for one in found] == ids


async def test_who_asked_to_be_forgotten_has_no_name(database: Database) -> None:
    people = await filled(database)
    async with database.write() as connection:
        await connection.exec_driver_sql("DELETE FROM subscribers WHERE id = 2")
    whom = InRun(run_id=RUN, states=(_D.BLOCKED,))
    [one] = await people.page(whom, offset=0, limit=9, by=editor())
    assert (one.chat_id, one.first_name) == (None, "")


async def test_a_number_at_random_is_drawn_before_it_is_asked_who_of_them(
    database: Database,
) -> None:
    people = await filled(database)
    drawn = Audience(must=(AtRandom(seed=4, count=2),))
    both = await people.page(Matching(audience=drawn), offset=0, limit=9, by=editor())
    within = Audience(must=(FromSource(codes=("",)),))
    some = await people.page(
        Matching(audience=drawn, within=within), offset=0, limit=9, by=editor()
    )
    assert len(both) == 2
    assert {one.chat_id for one in some} == {one.chat_id for one in both} - {chat(1)}


async def test_names_are_for_admins_and_what_is_gone_is_said(database: Database) -> None:
    people = await filled(database)
    with pytest.raises(NotAllowed):
        await people.page(Matching(audience=EVERYONE), offset=0, limit=1, by=stranger())
    gone = Audience(must=(Tagged(names=("nothing",)),))
    with pytest.raises(CannotAsk):
        await people.page(Matching(audience=gone), offset=0, limit=1, by=editor())


async def test_each_version_of_a_draft_has_others_and_nobody_is_in_none(database: Database) -> None:
    people = await filled(database)
    found: list[int | None] = []
    for version in range(3):  # A, B, and those who wait
        whom = Planned(audience=EVERYONE, broadcast_id=9, versions=2, share=25, version=version)
        assert kinds.load(whom.dump()) == whom
        page = await people.page(whom, offset=0, limit=9, by=editor())
        found += [one.chat_id for one in page]
    assert sorted(one or 0 for one in found) == [chat(number) for number in (1, 2, 3, 6)]
