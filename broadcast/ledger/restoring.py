"""A backup in the database's place knows less than Telegram does.

Whoever stands in it as not reached may have got the message since, and would get it twice. So
nothing goes on by itself: what had not ended is paused, its open recipients are uncertain with a
reason of their own, and an admin decides about them as about any others that nobody knows of. So
it is with those who waited for the better of several versions. Series are paused, too; whoever was
due a step by then is uncertain in it once they are resumed (broadcast/series/handing.py). What a
feed lists by then counts as said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.caps.week_cap import KEPT_AS
from broadcast.certainty.doubts import Reason
from broadcast.model.moves import check_delivery_move
from broadcast.numbers.recalled import KEY
from broadcast.paid.lost_calls import charge_lost
from db import engine_state
from db.admins import owner_settings
from db.api import keys
from db.broadcasts import drafts, plans, version_tests
from db.caps.taking_in import take_doubted
from db.certainty import chats, doubts
from db.connection.database import Database
from db.feeds import feeds
from db.ledger.restored import doubt_unfinished
from db.repeating import repeats
from db.schema.states import AskedWhy, DeliveryState, PauseReason, RepeatWhy, SeriesPause
from db.series import series


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubted:
    """What does not go on by itself."""

    runs: Mapping[int, int]  # how many are uncertain in each
    plans: int  # broadcasts that were to be launched later
    repeats: int  # and those that come again and again
    series: int
    keys: int  # of the API that were revoked


async def doubt_what_ran(database: Database, *, made_at: int | None, now: int) -> Doubted:
    """Carry that out; `made_at`: when the backup was made."""
    async with database.write() as connection:
        return await doubt(connection, made_at=made_at, now=now)


async def doubt(connection: AsyncConnection, *, made_at: int | None, now: int) -> Doubted:
    """The same in a transaction of the caller's.

    What was to be paid counts as paid, up to the cap, for it may have been. A draft from outside
    may have been launched from there: from now on an admin has to. Keys of the API are revoked:
    some may have been since, and what was asked for since would be done again.
    """
    for state in (DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.SKIPPED):
        check_delivery_move(state, DeliveryState.UNCERTAIN)
    detail = None if made_at is None else in_words(made_at)
    counts = await doubt_unfinished(connection, pause_reason=PauseReason.RESTORED, detail=detail)
    await charge_lost(connection, counts)
    waited = await version_tests.doubt(connection)
    if await owner_settings.read(connection, KEPT_AS) is not None:
        await take_doubted(connection, [*counts, *waited])
    # Which messages were sent since, nobody knows: so no missing number tells anything.
    await doubts.give_up(connection, reason=Reason.NOT_REMEMBERED, now=now)
    await engine_state.forget(connection, KEY)
    await chats.forget_all(connection)
    await drafts.open_all(connection)
    paused = await series.pause_all(connection, SeriesPause.RESTORED, now=now)
    planned = await plans.ask_about_all(connection, AskedWhy.RESTORED, detail or "")
    repeated = await repeats.pause_all(connection, RepeatWhy.RESTORED, detail or "")
    await feeds.doubt_all(connection)
    revoked = await keys.revoke_all(connection, now=now)
    return Doubted(runs=counts, plans=planned, repeats=repeated, series=paused, keys=revoked)


async def doubt_if_put_back(database: Database, *, now: int) -> Doubted | None:
    """Carry that out where the database stands in another place than when the bot was last taken
    over: then somebody has put it there. None where it does not.

    A file says nothing of its place: `herald restore` does it while it puts the file there.
    """
    place = await database.place()
    if place is None:
        return None
    async with database.write() as connection:
        known = await engine_state.recall(connection, engine_state.PLACE)
        if known == place:
            return None
        await engine_state.save(connection, {engine_state.PLACE: place})
        return None if known is None else await doubt(connection, made_at=None, now=now)


def in_words(moment: int) -> str:
    """The same in every language, and in a zone that says which it is."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M UTC")
