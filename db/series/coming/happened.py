"""What happens to people, and what that begins and ends.

Called in the transaction in which it happens, whatever makes it happen: so nobody is in a series
for what was rolled back, and nobody is lost who was told that it is done. Without a series that
listens it is one look at an index.
"""

from collections.abc import Sequence

from sqlalchemy import and_, bindparam, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.automation.series import enrolments, series, series_signals
from db.schema.broadcasts import broadcasts
from db.schema.ledger import runs
from db.schema.states import EnrolmentState, SeriesState, SignalKind, SubscriberState
from db.series.coming import enrolling
from db.series.records import BEGINS, Signal

ENDS_AS = {
    SubscriberState.UNSUBSCRIBED: EnrolmentState.LEFT,
    SubscriberState.BLOCKED: EnrolmentState.BLOCKED,
    SubscriberState.UNREACHABLE: EnrolmentState.BLOCKED,
    SubscriberState.DEACTIVATED: EnrolmentState.BLOCKED,
}


async def happened(
    connection: AsyncConnection, what: Signal, people: Sequence[int], *, now: int
) -> None:
    """To these subscribers, by their numbers. Whoever it ends one series for may begin another."""
    if not people:
        return
    listening = (await connection.execute(_LISTENING, what._asdict())).all()
    for series_id, audience, does in listening:
        if does == BEGINS:
            await enrolling.enrol(connection, series_id, audience, people, now=now)
        else:
            await _end(connection, people, EnrolmentState.ENDED, series_id=series_id)


async def is_heard(connection: AsyncConnection, kind: SignalKind, ref: int = 0) -> bool:
    """Whether any series listens: for who would have to find out to whom it happens."""
    asked = {**Signal(kind, ref)._asdict()}
    return (await connection.execute(_LISTENING.limit(1), asked)).first() is not None


async def gone(connection: AsyncConnection, people: Sequence[int], state: str) -> None:
    """They are in that state now: all series are over for them, where they are in any."""
    if people and (ends := ENDS_AS.get(SubscriberState(state))) is not None:
        await _end(connection, people, ends)


async def _end(
    connection: AsyncConnection,
    people: Sequence[int],
    state: EnrolmentState,
    *,
    series_id: int | None = None,
) -> None:
    given = {"some": list(people), "ending": int(state)}
    if series_id is None:
        await connection.execute(_END_ALL, given)
    else:
        await connection.execute(_END_ONE, {**given, "which": series_id})


# Put together once: SQLAlchemy takes longer to build a statement than SQLite to execute it.
_OWN_STEP = exists().where(
    runs.c.id == bindparam("ref"),
    broadcasts.c.id == runs.c.broadcast_id,
    broadcasts.c.series_id == series.c.id,
)
_LISTENING = (
    select(series.c.id, series.c.audience, series_signals.c.does)
    .join(series_signals, series_signals.c.series_id == series.c.id)
    .where(
        series_signals.c.kind == bindparam("kind"),
        or_(
            series_signals.c.ref == bindparam("ref"),
            and_(series_signals.c.kind == SignalKind.ANSWER, series_signals.c.ref == 0, _OWN_STEP),
        ),
        series_signals.c.part.in_((0, bindparam("part"))),
        series.c.state.in_((SeriesState.RUNNING, SeriesState.PAUSED)),
    )
    .order_by(series.c.id)
)
_END_ALL = (
    update(enrolments)
    .where(
        enrolments.c.subscriber_id.in_(bindparam("some", expanding=True)),
        enrolments.c.state == EnrolmentState.WAITING,
    )
    .values(state=bindparam("ending"), due_at=None)
)
_END_ONE = _END_ALL.where(enrolments.c.series_id == bindparam("which"))
