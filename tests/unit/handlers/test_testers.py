"""The test group's rules: one-time links, and room for twenty."""

import pytest

from broadcast.model.errors import NotAllowed
from db.admins.testers import KnownTesters
from db.connection.database import Database
from db.subscribers.store import Subscribers
from handlers.team.guesses import TRIES
from handlers.team.testers import MOST, VALID, GroupOfTesters, TooManyTesters
from tests.actors import editor, owner, stranger
from tests.clocks import VirtualClock

OWNER, ANN, BOB = 7, 9, 10


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def group(database: Database, clock: VirtualClock) -> GroupOfTesters:
    return GroupOfTesters(KnownTesters(database), clock)


async def numbers(group: GroupOfTesters) -> list[int]:
    return [one.user_id for one in await group.members(by=owner(OWNER))]


async def test_a_link_takes_in_one_person(group: GroupOfTesters) -> None:
    link = await group.invite(by=owner(OWNER))
    assert await group.open(link.code, ANN, "Ann") == OWNER
    assert await group.open(link.code, BOB, "Bob") is None
    assert await numbers(group) == [ANN]


async def test_a_link_ends_after_a_day_and_when_it_is_revoked(
    group: GroupOfTesters, clock: VirtualClock
) -> None:
    old = await group.invite(by=owner(OWNER))
    clock.now += VALID
    assert await group.open(old.code, ANN, "Ann") is None
    revoked = await group.invite(by=owner(OWNER))
    await group.revoke_all(by=owner(OWNER))
    assert await group.open(revoked.code, ANN, "Ann") is None
    assert await group.open_links(by=owner(OWNER)) == 0


async def test_there_is_room_for_twenty_links_included(group: GroupOfTesters) -> None:
    for number in range(MOST - 1):
        link = await group.invite(by=owner(OWNER))
        await group.open(link.code, 100 + number, "X")
    await group.invite(by=owner(OWNER))
    with pytest.raises(TooManyTesters):
        await group.invite(by=owner(OWNER))


async def test_codes_cannot_be_tried_without_end(group: GroupOfTesters) -> None:
    link = await group.invite(by=owner(OWNER))
    for _ in range(TRIES):
        await group.open("test-wrong", ANN, "Ann")
    assert await group.open(link.code, ANN, "Ann") is None
    assert await group.open(link.code, BOB, "Bob") == OWNER


async def test_the_author_is_not_somebody_else(group: GroupOfTesters) -> None:
    for number in (OWNER, ANN):
        link = await group.invite(by=owner(OWNER))
        await group.open(link.code, number, "X")
    besides = await group.besides(OWNER, by=editor(OWNER))
    assert [one.user_id for one in besides] == [ANN]
    with pytest.raises(NotAllowed):
        await group.besides(OWNER, by=stranger(OWNER))


async def test_whoever_is_erased_is_no_tester(group: GroupOfTesters, database: Database) -> None:
    link = await group.invite(by=owner(OWNER))
    await group.open(link.code, ANN, "Ann")
    mine = await group.invite(by=owner(ANN))
    await Subscribers(database).erase(ANN)
    assert await numbers(group) == []
    assert await group.open(mine.code, BOB, "Bob") is None


async def test_what_is_stored_opens_nothing(group: GroupOfTesters, database: Database) -> None:
    link = await group.invite(by=owner(OWNER))
    async with database.read() as connection:
        stored = str((await connection.exec_driver_sql("SELECT * FROM tester_invites")).all())
    assert link.code not in stored
