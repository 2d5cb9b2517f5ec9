"""The team's rules: one-time links, the last owner, who may."""

import asyncio

import pytest

from broadcast.model.errors import NotAllowed
from db.admins.admins import Admins, Changed
from db.admins.invites import Invites
from db.connection.database import Database
from db.errors import DatabaseTrouble
from db.schema.states import Role
from db.subscribers.store import Subscribers
from handlers.frame.access import Access
from handlers.team.guesses import REMEMBERED, TRIES, WITHIN, Guesses
from handlers.team.team import INVITE_PREFIX, MOST_OPEN, VALID, Opened, Team, TooManyLinks
from tests.actors import owner
from tests.clocks import VirtualClock

OWNER, EDITOR, ANN, BOB = 7, 8, 9, 10


class House:
    """An owner by the settings, an editor, and the team."""

    def __init__(self, database: Database, *owners: int) -> None:
        self.database = database
        self.clock = VirtualClock()
        self.admins = Admins(database)
        self.access = Access(self.admins, owner_ids=owners, clock=self.clock)
        self.team = Team(self.admins, Invites(database), self.access, self.clock)

    async def stored(self) -> str:
        """All that the database keeps of links."""
        async with self.database.read() as connection:
            return str((await connection.exec_driver_sql("SELECT * FROM invites")).all())


@pytest.fixture
async def house(database: Database) -> House:
    built = House(database, OWNER)
    await built.admins.add(EDITOR, Role.EDITOR, 1, owner_elsewhere=True)
    return built


async def test_a_link_makes_an_admin_once(house: House) -> None:
    link = await house.team.invite(Role.EDITOR, by=owner(OWNER))
    assert (await house.team.open(link.code, ANN)).result is Opened.JOINED
    assert await house.access.role(ANN) is Role.EDITOR
    assert (await house.team.open(link.code, BOB)).result is Opened.USED
    assert await house.access.role(BOB) is None
    assert await house.team.open_links(by=owner(OWNER)) == []


async def test_whoever_watches_the_team_is_rung_once_the_change_is_known(house: House) -> None:
    link = await house.team.invite(Role.EDITOR, by=owner(OWNER))
    house.access.rung.clear()

    async def watch() -> dict[int, Role]:
        await house.access.rung.wait()
        return await house.access.roles()

    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        watching = tasks.create_task(watch())
        await asyncio.sleep(0)
        await house.team.open(link.code, ANN)
    assert watching.result()[ANN] is Role.EDITOR


async def test_of_two_at_the_same_moment_one_gets_in(house: House) -> None:
    link = await house.team.invite(Role.OWNER, by=owner(OWNER))
    openings = await asyncio.gather(*(house.team.open(link.code, 100 + n) for n in range(10)))
    results = [opening.result for opening in openings]
    assert results.count(Opened.JOINED) == 1
    assert results.count(Opened.USED) == 9
    assert list((await house.access.roles()).values()).count(Role.OWNER) == 2


async def test_a_link_ends_after_a_day_and_when_it_is_revoked(house: House) -> None:
    late = await house.team.invite(Role.EDITOR, by=owner(OWNER))
    house.clock.now += VALID - 1
    revoked = await house.team.invite(Role.EDITOR, by=owner(OWNER))
    assert len(await house.team.open_links(by=owner(OWNER))) == 2
    house.clock.now += 1
    assert await house.team.revoke(revoked.id, by=owner(OWNER))
    assert not await house.team.revoke(revoked.id, by=owner(OWNER))
    assert (await house.team.open(late.code, ANN)).result is Opened.EXPIRED
    assert (await house.team.open(revoked.code, ANN)).result is Opened.REVOKED
    assert await house.access.role(ANN) is None


async def test_a_link_is_not_used_up_by_who_has_the_role(house: House) -> None:
    """An editor becomes an owner by a link, an owner no editor."""
    to_edit = await house.team.invite(Role.EDITOR, by=owner(OWNER))
    to_own = await house.team.invite(Role.OWNER, by=owner(OWNER))
    for user_id in (OWNER, EDITOR):
        assert (await house.team.open(to_edit.code, user_id)).result is Opened.ALREADY
    assert (await house.team.open(to_own.code, EDITOR)).result is Opened.JOINED
    assert await house.access.role(EDITOR) is Role.OWNER
    assert (await house.team.open(to_edit.code, ANN)).result is Opened.JOINED


async def test_the_code_is_stored_nowhere_and_cannot_be_guessed(house: House) -> None:
    codes = [(await house.team.invite(Role.EDITOR, by=owner(OWNER))).code for _ in range(3)]
    assert len(set(codes)) == 3
    for code in codes:
        assert code.startswith(INVITE_PREFIX)
        assert 32 <= len(code.removeprefix(INVITE_PREFIX)) <= 64 - len(INVITE_PREFIX)
        assert code.removeprefix(INVITE_PREFIX) not in await house.stored()


async def test_a_guesser_is_not_even_looked_at(house: House) -> None:
    link = await house.team.invite(Role.EDITOR, by=owner(OWNER))
    for number in range(TRIES):
        assert (await house.team.open(f"join-{number}", ANN)).result is Opened.UNKNOWN
    assert (await house.team.open(link.code, ANN)).result is Opened.UNKNOWN
    assert not await house.team.spoil(link.code, ANN)
    house.clock.now += WITHIN
    assert (await house.team.open(link.code, ANN)).result is Opened.JOINED


def test_guessers_are_forgotten_before_they_fill_the_memory() -> None:
    guesses = Guesses(VirtualClock())
    for user_id in range(REMEMBERED + 5):
        for _ in range(TRIES):
            guesses.wrong(user_id)
    assert not guesses.too_many(0)
    assert guesses.too_many(REMEMBERED)


async def test_only_so_many_links_are_open(house: House) -> None:
    for _ in range(MOST_OPEN):
        await house.team.invite(Role.EDITOR, by=owner(OWNER))
    with pytest.raises(TooManyLinks):
        await house.team.invite(Role.EDITOR, by=owner(OWNER))
    house.clock.now += VALID
    await house.team.invite(Role.EDITOR, by=owner(OWNER))


async def test_a_link_that_a_group_has_seen_opens_nothing(house: House) -> None:
    link = await house.team.invite(Role.OWNER, by=owner(OWNER))
    assert await house.team.spoil(link.code, ANN)
    assert (await house.team.open(link.code, ANN)).result is Opened.REVOKED
    assert not await house.team.spoil("join-made-up", ANN)


@pytest.mark.parametrize("user_id", [EDITOR, ANN])
async def test_only_owners_change_the_team(house: House, user_id: int) -> None:
    link = await house.team.invite(Role.OWNER, by=owner(OWNER))
    by = await house.access.actor(user_id)
    for forbidden in (
        house.team.invite(Role.EDITOR, by=by),
        house.team.remove(EDITOR, by=by),
        house.team.revoke(link.id, by=by),
        house.team.members(by=by),
        house.team.open_links(by=by),
    ):
        with pytest.raises(NotAllowed):
            await forbidden
    assert await house.access.role(EDITOR) is Role.EDITOR
    assert len(await house.team.open_links(by=owner(OWNER))) == 1


async def test_who_is_removed_has_no_role_from_that_moment_on(house: House) -> None:
    assert await house.team.remove(EDITOR, by=owner(OWNER)) is Changed.DONE
    assert await house.access.role(EDITOR) is None
    assert not house.access.is_known_admin(EDITOR)
    assert await house.team.remove(EDITOR, by=owner(OWNER)) is Changed.NOBODY
    assert await house.team.remove(OWNER, by=owner(OWNER)) is Changed.NOBODY
    assert await house.access.role(OWNER) is Role.OWNER


async def test_of_two_owners_who_remove_each_other_one_stays(database: Database) -> None:
    house = House(database)
    for user_id in (ANN, BOB):
        await house.admins.add(user_id, Role.OWNER, 1, owner_elsewhere=False)
    changes = await asyncio.gather(
        house.admins.remove(ANN, owner_elsewhere=False),
        house.admins.remove(BOB, owner_elsewhere=False),
    )
    assert sorted(changes) == [Changed.DONE, Changed.LAST_OWNER]
    assert list((await house.admins.roles()).values()) == [Role.OWNER]


@pytest.mark.parametrize("fate", ["removed", "an editor", "out of the settings"])
async def test_the_links_of_who_is_no_owner_any_more_open_nothing(
    database: Database, fate: str
) -> None:
    house = House(database, OWNER)
    await house.admins.add(ANN, Role.OWNER, 1, owner_elsewhere=True)
    by = OWNER if fate == "out of the settings" else ANN
    link = await house.team.invite(Role.OWNER, by=owner(by))
    if fate == "removed":
        await house.team.remove(ANN, by=owner(OWNER))
    elif fate == "an editor":
        await house.admins.add(ANN, Role.EDITOR, 1, owner_elsewhere=True)
    else:
        house = House(database, BOB)
    assert (await house.team.open(link.code, 100)).result is Opened.REVOKED
    assert await house.access.role(100) is None


async def test_who_asks_to_be_forgotten_leaves_no_link_behind(house: House) -> None:
    link = await house.team.invite(Role.EDITOR, by=owner(OWNER))
    await Subscribers(house.database).erase(OWNER)
    assert str(OWNER) not in await house.stored()
    assert (await house.team.open(link.code, ANN)).result is Opened.UNKNOWN


async def test_a_claimed_bots_link_does_not_bring_a_removed_owner_back(database: Database) -> None:
    house = House(database)
    code = await house.access.claim_code()
    assert code is not None
    assert await house.access.claim(ANN, code)
    await house.admins.add(BOB, Role.EDITOR, 1, owner_elsewhere=False)
    await house.admins.remove(ANN, owner_elsewhere=True)
    await house.access.changed()
    assert not await house.access.claim(ANN, code)
    renewed = await house.access.claim_code()
    assert renewed not in (None, code)
    assert await house.access.claim(ANN, str(renewed))


async def test_admins_stay_admins_while_the_database_is_in_trouble(database: Database) -> None:
    """Somebody must be able to pause."""
    house = House(database)
    await house.admins.add(ANN, Role.OWNER, 1, owner_elsewhere=False)
    assert await house.access.role(ANN) is Role.OWNER

    async def trouble() -> dict[int, str]:
        raise DatabaseTrouble("disk I/O error")

    house.admins.roles = trouble  # type: ignore[method-assign]
    house.clock.now += 60
    assert await house.access.role(ANN) is Role.OWNER


async def test_an_older_reading_of_the_table_came_back_over_a_newer_one(
    database: Database,
) -> None:
    house = House(database)
    await house.admins.add(ANN, Role.OWNER, 1, owner_elsewhere=False)
    await house.access.role(ANN)
    slow, read = asyncio.Event(), house.admins.roles

    async def slowly() -> dict[int, str]:
        found = await read()
        await slow.wait()
        return found

    house.admins.roles = slowly  # type: ignore[method-assign]
    house.clock.now += 60
    first = asyncio.get_running_loop().create_task(house.access.role(ANN))
    await asyncio.sleep(0.01)
    house.admins.roles = read  # type: ignore[method-assign]
    await house.admins.remove(ANN, owner_elsewhere=True)
    await house.access.changed()
    slow.set()
    await first
    assert await house.access.role(ANN) is None
