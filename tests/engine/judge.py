"""Who is right: what the ledger says of each recipient beside Telegram's own record of what came
to be. Nothing is asserted here: what is wrong is told, so that a storm can count it.

Finer than tests/engine/truth.py where nothing is left open: it knows the numbers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace

from sqlalchemy import text

from botapi_sandbox.control import Landed
from broadcast.model.content import Content
from db.connection.database import Database
from db.schema.states import DeliveryState
from tests.engine.truth import MAY_HAVE_IT, UNDECIDED, Census


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """What the ledger says of one recipient. `sent`: how many messages it says were sent to them,
    of how many `messages`; `numbers`: those that it knows of what was sent."""

    chat_id: int
    state: DeliveryState
    sent: int
    messages: int = 1
    numbers: frozenset[int] = frozenset()

    def with_more(self, other: "Row") -> "Row":
        """The same chat by another run, or under another id."""
        return replace(
            self,
            state=other.state if self.state not in MAY_HAVE_IT else self.state,
            sent=self.sent + other.sent,
            messages=self.messages + other.messages,
            numbers=self.numbers | other.numbers,
        )


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
    moved: Mapping[int, int] | None = None,
) -> Judgement:
    """`landed`: of the messages of one broadcast. `moved`: new chat id → old one, of groups that
    became supergroups."""
    first, said = moved or {}, Judgement()
    got: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    for one in landed:
        got[first.get(one.chat_id, one.chat_id)].add((one.chat_id, one.number))
    known = set()
    for row in rows:
        known.add(row.chat_id)
        _judge_row(row, got.get(row.chat_id, set()), said)
    said.strangers |= got.keys() - known
    return said


def _judge_row(row: Row, got: set[tuple[int, int]], said: Judgement) -> None:
    chat_id, there = row.chat_id, len(got)
    if there > row.messages:
        said.twice.add(chat_id)
    if there < row.sent:
        said.wrongly_sent.add(chat_id)
        said.lost.add(chat_id)
    if row.state is DeliveryState.UNCERTAIN:
        said.in_doubt.add(chat_id)
    elif row.state in UNDECIDED:
        said.undecided.add(chat_id)
    if row.sent < there <= row.messages and row.state not in MAY_HAVE_IT:
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


async def rows_of(database: Database, family: Sequence[int], census: Census) -> list[Row]:
    """The ledger's, one for each chat. `family`: a run, and those that sent it again, in order:
    from the step that is missing."""
    rows: dict[int, Row] = {}
    reached: dict[int, int] = {}
    async with database.read() as connection:
        for run_id in family:
            content = Content.load((await connection.execute(_CONTENT, {"r": run_id})).scalar_one())
            further = defaultdict(set)
            for subscriber, number in await connection.execute(_FURTHER, {"r": run_id}):
                further[subscriber].add(number)
            for subscriber, code, step, variant, number in await connection.execute(
                _ROWS, {"r": run_id}
            ):
                state, costs = DeliveryState(code), [one.cost for one in content.calls(variant)]
                is_sent = state is DeliveryState.SENT
                first, chat_id = reached.get(subscriber, 0), census.chats[subscriber]
                row = Row(
                    chat_id=chat_id,
                    state=state,
                    sent=sum(costs[first:] if is_sent else costs[first:step]),
                    messages=sum(costs[first:]),
                    numbers=frozenset(further[subscriber] | ({number} if is_sent else set()))
                    - {0, None},
                )
                reached[subscriber] = step
                rows[chat_id] = rows[chat_id].with_more(row) if chat_id in rows else row
    return list(rows.values())


_CONTENT = text("SELECT content FROM runs WHERE id = :r")
_ROWS = text(
    "SELECT subscriber_id, state, step, variant, message_id FROM deliveries WHERE run_id = :r"
)
_FURTHER = text("SELECT subscriber_id, message_id FROM delivery_messages WHERE run_id = :r")
