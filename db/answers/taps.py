"""Taps on the answer buttons of broadcasts, many in one transaction: the newest of each person.

Whoever got the broadcast is told apart from strangers, who met the button in a copy that somebody
forwarded, or in a group: these are counted beside, and never subscribed. Once the ledger is thinned
nobody is counted any more, for nobody knows who had answered before.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Column, Select, Table, bindparam, delete, select
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.answers import tags
from db.answers.tags import TagChange
from db.answers.tallies import Moves, Tallies, tally
from db.outgoing import answers as outgoing
from db.outgoing.answers import Answered
from db.schema.ledger import deliveries, runs
from db.schema.states import DeliveryState, SignalKind
from db.schema.studio.answers import answers, stranger_answers
from db.schema.subscribers import subscribers
from db.series.coming.happened import happened
from db.series.coming.subscriptions import any_lives
from db.series.records import Signal
from db.subscribers.changes import seen

# Whoever has one of these may have the message in front of them.
GOT_IT = (DeliveryState.SENT, DeliveryState.CLAIMED, DeliveryState.UNCERTAIN)


class Tap(NamedTuple):
    """`button`: the number of the answer; `tags`: what each answer of the message sets. `at` in
    Unix seconds."""

    run_id: int
    user_id: int
    button: int
    at: int
    tags: tuple[str | None, ...] = ()
    text: str = ""  # of the answer

    def tag(self, button: int | None) -> str | None:
        return self.tags[button] if button is not None and button < len(self.tags) else None


async def record(connection: AsyncConnection, taps: Sequence[Tap]) -> dict[int, Tallies]:
    """Keep them in order of arrival; by run, how all have answered then."""
    numbers = await _numbers(connection, {one.user_id for one in taps})
    await seen(connection, numbers.values(), now=max((one.at for one in taps), default=0))
    told = {}
    for run_id in {one.run_id for one in taps}:
        newest = {one.user_id: one for one in taps if one.run_id == run_id}
        if await _is_counted(connection, run_id):
            await _record(connection, run_id, newest, numbers)
        told[run_id] = await tally(connection, run_id)
    return told


async def _record(
    connection: AsyncConnection, run_id: int, taps: Mapping[int, Tap], numbers: Mapping[int, int]
) -> None:
    """`taps` and `numbers` by user id."""
    known = [numbers[user_id] for user_id in taps if user_id in numbers]
    before = await _chosen(connection, _OF_RECIPIENTS, run_id, known)
    # Whoever has answered had it, whatever becomes of what else it says: their row may say less.
    got_it = await _recipients(connection, run_id, known) | before.keys()
    recipients = {numbers[user]: tap for user, tap in taps.items() if numbers.get(user) in got_it}
    strangers = {user: tap for user, tap in taps.items() if numbers.get(user) not in got_it}
    strange = await _chosen(connection, _OF_STRANGERS, run_id, taps)
    moves, tagged, told = Moves(), list[TagChange](), list[Answered]()
    for number, tap in recipients.items():
        old = before.get(number)
        moves.recipient(run_id, old, tap.button)
        if old != tap.button:
            tag = tap.tag(tap.button)
            tagged.append(TagChange(number, tap.at, add=tag, drop=tap.tag(old)))
            told.append(Answered(number, run_id, tap.button, tap.text, tag, tap.at))
        moves.stranger(run_id, strange.get(tap.user_id), None)
    for user_id, tap in strangers.items():
        moves.stranger(run_id, strange.get(user_id), tap.button)
    # They met it in somebody's copy, before their own came.
    no_more = [one.user_id for one in recipients.values() if one.user_id in strange]
    await _forget_strangers(connection, run_id, no_more)
    await _keep(connection, _KEEP_RECIPIENTS, "subscriber_id", recipients)
    await _keep(connection, _KEEP_STRANGERS, "user_id", strangers)
    await moves.write(connection)
    await tags.change(connection, tagged)
    await outgoing.answered(connection, told)
    await _tell(connection, run_id, before, recipients)


async def _tell(
    connection: AsyncConnection,
    run_id: int,
    before: Mapping[int, int],
    recipients: Mapping[int, Tap],
) -> None:
    """Who has pressed another button than before."""
    if not await any_lives(connection):
        return
    pressed = {who: tap for who, tap in recipients.items() if before.get(who) != tap.button}
    for button in {tap.button for tap in pressed.values()}:
        people = [who for who, tap in pressed.items() if tap.button == button]
        now = max(pressed[who].at for who in people)
        await happened(connection, Signal(SignalKind.ANSWER, run_id, button + 1), people, now=now)


async def _numbers(connection: AsyncConnection, user_ids: Collection[int]) -> dict[int, int]:
    """The subscribers' numbers, by user id. Bot API: a private chat has its person's id."""
    rows = await connection.execute(_NUMBERS, {"some": sorted(user_ids)})
    return {int(chat_id): int(number) for chat_id, number in rows}


async def _is_counted(connection: AsyncConnection, run_id: int) -> bool:
    """Not without a run, and not once it is thinned."""
    return (await connection.execute(_THINNED, {"run": run_id})).scalar_one_or_none() is False


async def _recipients(
    connection: AsyncConnection, run_id: int, numbers: Sequence[int]
) -> set[int | None]:
    rows = await connection.execute(_RECIPIENTS, {"run": run_id, "some": numbers})
    return set(rows.scalars())


async def _chosen(
    connection: AsyncConnection, query: Select[int, int], run_id: int, keys: Iterable[int]
) -> dict[int, int]:
    rows = await connection.execute(query, {"run": run_id, "some": list(keys)})
    return {int(key): int(button) for key, button in rows}


async def _forget_strangers(
    connection: AsyncConnection, run_id: int, user_ids: Sequence[int]
) -> None:
    if user_ids:
        await connection.execute(_FORGET_STRANGERS, {"run": run_id, "some": user_ids})


async def _keep(
    connection: AsyncConnection, statement: Insert, key: str, taps: Mapping[int, Tap]
) -> None:
    rows = [
        {"run_id": tap.run_id, key: who, "button": tap.button, "answered_at": tap.at}
        for who, tap in taps.items()
    ]
    if rows:
        await connection.execute(statement, rows)


def _keeping(table: Table, key: str) -> Insert:
    newer = insert(table)
    return newer.on_conflict_do_update(
        index_elements=["run_id", key],
        set_={"button": newer.excluded.button, "answered_at": newer.excluded.answered_at},
    )


def _chosen_in(table: Table, key: Column[int]) -> Select[int, int]:
    return select(key, table.c.button).where(table.c.run_id == _RUN, key.in_(_SOME))


# Put together once: SQLAlchemy takes longer to build a statement than SQLite to run it.
_RUN: BindParameter[int] = bindparam("run")
_SOME: BindParameter[Any] = bindparam("some", expanding=True)
_NUMBERS = select(subscribers.c.chat_id, subscribers.c.id).where(subscribers.c.chat_id.in_(_SOME))
_THINNED = select(runs.c.thinned).where(runs.c.id == _RUN)
_RECIPIENTS = select(deliveries.c.subscriber_id).where(
    deliveries.c.run_id == _RUN,
    deliveries.c.subscriber_id.in_(_SOME),
    deliveries.c.state.in_(GOT_IT),
)
_OF_RECIPIENTS = _chosen_in(answers, answers.c.subscriber_id)
_OF_STRANGERS = _chosen_in(stranger_answers, stranger_answers.c.user_id)
_FORGET_STRANGERS = delete(stranger_answers).where(
    stranger_answers.c.run_id == _RUN, stranger_answers.c.user_id.in_(_SOME)
)
_KEEP_RECIPIENTS = _keeping(answers, "subscriber_id")
_KEEP_STRANGERS = _keeping(stranger_answers, "user_id")
