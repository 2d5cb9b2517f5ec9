"""Who is right: what the ledger says of each recipient beside Telegram's own record of what came
to be. Nothing is asserted here: what is wrong is told, so that a storm can count it.

Finer than tests/engine/truth.py where nothing is left open: it knows the numbers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields

from sqlalchemy import text

from botapi_sandbox.control import Landed
from db.connection.database import Database
from db.schema.states import DeliveryState
from tests.engine.truth import MAY_HAVE_IT, UNDECIDED, Census


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """What the ledger says of one recipient. `sent`: how many messages it says were sent to them,
    `numbers`: those of these that it knows."""

    chat_id: int
    state: DeliveryState
    sent: int
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A verdict on a call whose answer was lost. `at`: when, in the sandbox's seconds."""

    chat_id: int
    sent: bool
    at: float
    numbers: frozenset[int] = frozenset()


@dataclass(kw_only=True, slots=True)
class Judgement:
    """Chats, each once, by what is wrong with them."""

    lost: set[int] = field(default_factory=set)  # nobody will send it any more
    twice: set[int] = field(default_factory=set)
    wrongly_sent: set[int] = field(default_factory=set)  # called sent, and not there
    wrongly_not_sent: set[int] = field(default_factory=set)  # called not sent, and there
    wrong_number: set[int] = field(default_factory=set)  # sent, under another number
    strangers: set[int] = field(default_factory=set)  # got it, and nobody knows of it
    in_doubt: set[int] = field(default_factory=set)  # is not wrong, and not known
    undecided: set[int] = field(default_factory=set)  # the same, while the run goes on

    def wrong(self) -> dict[str, set[int]]:
        """What must never be; empty when all is well."""
        open_ends = {"in_doubt", "undecided"}
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: chats for name, chats in told.items() if chats and name not in open_ends}


def judge(
    landed: Iterable[Landed],
    rows: Iterable[Row],
    *,
    messages: int = 1,
    moved: Mapping[int, int] | None = None,
) -> Judgement:
    """`landed`: of the messages of one broadcast, which are `messages` for each recipient. `moved`:
    new chat id → old one, of groups that became supergroups."""
    first, said = moved or {}, Judgement()
    got: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    for one in landed:
        got[first.get(one.chat_id, one.chat_id)].add((one.chat_id, one.number))
    known = set()
    for row in rows:
        known.add(row.chat_id)
        _judge_row(row, got.get(row.chat_id, set()), messages, said)
    said.strangers |= got.keys() - known
    return said


def _judge_row(row: Row, got: set[tuple[int, int]], messages: int, said: Judgement) -> None:
    chat_id, there = row.chat_id, len(got)
    if there > messages:
        said.twice.add(chat_id)
    if there < row.sent:
        said.wrongly_sent.add(chat_id)
        said.lost.add(chat_id)
    if row.state is DeliveryState.UNCERTAIN:
        said.in_doubt.add(chat_id)
    elif row.state in UNDECIDED:
        said.undecided.add(chat_id)
    if row.sent < there <= messages and row.state not in MAY_HAVE_IT:
        said.wrongly_not_sent.add(chat_id)
    if not row.numbers <= {number for _chat, number in got}:
        said.wrong_number.add(chat_id)


def judge_verdicts(landed: Iterable[Landed], found: Iterable[Found]) -> Judgement:
    """Each verdict as it was when it was reached: a later sending mends nothing of a wrong one.

    `landed`: of the very message that was in doubt. A call that landed only after it was called not
    sent shows by its chat having got it twice: see `judge`."""
    got: defaultdict[int, list[Landed]] = defaultdict(list)
    for one in landed:
        got[one.chat_id].append(one)
    said = Judgement()
    for verdict in found:
        before = {one.number for one in got[verdict.chat_id] if one.at <= verdict.at}
        if verdict.sent and not before:
            said.wrongly_sent.add(verdict.chat_id)
        elif verdict.sent and not verdict.numbers <= before:
            said.wrong_number.add(verdict.chat_id)
        elif not verdict.sent and before:
            said.wrongly_not_sent.add(verdict.chat_id)
    return said


async def rows_of(
    database: Database, run_id: int, census: Census, items: Sequence[int] = (1,)
) -> list[Row]:
    """The ledger's. `items`: of each step, how many messages it is (an album has several)."""
    of_rows = text(
        "SELECT subscriber_id, state, step, message_id FROM deliveries WHERE run_id = :r"
    )
    of_others = text("SELECT subscriber_id, message_id FROM delivery_messages WHERE run_id = :r")
    numbers: defaultdict[int, set[int]] = defaultdict(set)
    async with database.read() as connection:
        rows = (await connection.execute(of_rows, {"r": run_id})).all()
        for subscriber, number in await connection.execute(of_others, {"r": run_id}):
            numbers[subscriber].add(number)
    found = []
    for subscriber, code, step, number in rows:
        state = DeliveryState(code)
        known = numbers[subscriber] | ({number} if state is DeliveryState.SENT else set())
        found.append(
            Row(
                chat_id=census.chats[subscriber],
                state=state,
                sent=sum(items if state is DeliveryState.SENT else items[:step]),
                numbers=frozenset(known - {0, None}),
            )
        )
    return found
