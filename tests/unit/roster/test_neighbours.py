"""Who sees which bot: those in which they are an owner, and no others."""

from collections.abc import Sequence

import pytest

from bot.house.neighbours import NeighbourList, Seat
from broadcast.doors.bot_list import BotCard, BotList, BotState
from broadcast.doors.reports import Reports
from broadcast.model.errors import NotAllowed
from db.admins.admins import Admins
from db.connection.database import Database
from db.errors import DatabaseTrouble
from db.subscribers.store import Subscribers
from handlers.frame.access import Access
from tests.actors import editor, owner
from tests.clocks import VirtualClock

ADA, BOB = 11, 12


class Silent(Subscribers):
    async def active_count(self) -> int:
        raise DatabaseTrouble("it is locked")


def seat(database: Database, owner_id: int, people: type[Subscribers] = Subscribers) -> Seat:
    clock = VirtualClock(0.0)
    return Seat(
        username=f"of_{owner_id}_bot",
        access=Access(Admins(database), owner_ids=[owner_id], clock=clock),
        reports=Reports(database),
        subscribers=people(database),
    )


def numbers(cards: Sequence[BotCard]) -> list[int]:
    return [card.bot_id for card in cards]


async def test_whoever_owns_one_bot_sees_that_one(database: Database) -> None:
    house = NeighbourList()
    house.absent = lambda user_id: (
        [BotCard(bot_id=3, username=None, state=BotState.REFUSED)] if user_id == ADA else []
    )
    with house.seated(2, seat(database, ADA)), house.seated(1, seat(database, BOB)):
        assert numbers(await house.of_owner(ADA)) == [2, 3]
        assert numbers(await house.of_owner(BOB)) == [1]
    assert numbers(await house.of_owner(BOB)) == []


async def test_one_database_in_trouble_hides_no_other_bot(database: Database) -> None:
    house = NeighbourList()
    with house.seated(1, seat(database, ADA, Silent)), house.seated(2, seat(database, ADA)):
        first, second = await house.of_owner(ADA)
    assert (first.subscribers, second.subscribers) == (None, 0)
    assert first.state is BotState.RUNNING


async def test_the_door_asks_for_the_role() -> None:
    with pytest.raises(NotAllowed):
        await BotList(NeighbourList()).look(by=editor(ADA))
    assert await BotList(NeighbourList()).look(by=owner(ADA)) == []
