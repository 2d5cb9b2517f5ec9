"""Broadcasts of a storm that are for some: for people and no groups, but for a part of them."""

from collections.abc import Sequence

from db.audience.audience import Audience
from db.audience.conditions import AtRandom, ChatKind, InChat
from db.connection.database import Database
from tests.engine.truth import Census, entries_of

SHARE = 30  # percent who are left out


def some_people(number: int) -> Audience:
    """`number`: of the broadcast, so that each leaves out others."""
    return Audience(
        must=(InChat(kinds=(ChatKind.PRIVATE,)),),
        must_not=(AtRandom(seed=number, percent=SHARE),),
    )


async def expect_people_alone(database: Database, census: Census, family: Sequence[int]) -> None:
    """Whatever groups moved while the snapshot was written."""
    for run_id in family:
        chats = [census.chats[one.subscriber] for one in await entries_of(database, run_id)]
        assert all(chat > 0 for chat in chats), f"run {run_id} was for people: {chats}"
