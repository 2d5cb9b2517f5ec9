"""Taps on the answer buttons of broadcasts: counted as they come, many in one transaction."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from broadcast.model.button import Button
from broadcast.model.content import Content
from db.answers import tallies, taps
from db.answers.tallies import Tallies, Tally
from db.answers.taps import Tap
from db.connection.database import Database
from db.connection.group_commit import GroupCommit
from db.ledger import runs
from runtime.clock import Clock

REMEMBERED = 64  # runs whose answers are known; people tap what came last


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """How many of those who answered chose this."""

    text: str
    count: int
    percent: int  # 0 to 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Tapped:
    """What is said to somebody: the words, and the shares of all answers, if they may see them."""

    words: str
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerCount:
    """Of a report: who chose a button."""

    text: str
    tally: Tally


class Answers:
    """Records taps and adds them up."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._known: OrderedDict[int, Content] = OrderedDict()
        self._reads = GroupCommit[int, Content | None](self._read)
        self._recorded = GroupCommit[Tap, Tallies](self._write)

    async def tap(self, run_id: int, variant: int, button: int, *, user_id: int) -> Tapped | None:
        """None where a run has no such button: whoever sends that made it up."""
        content = await self._content(run_id)
        if content is None or variant not in content.numbers:
            return None
        answers = content.answers(variant)
        if not 0 <= button < len(answers):
            return None
        tags = tuple(one.tag for one in answers)
        now, text = int(self._clock.time()), answers[button].text
        told = await self._recorded.do(Tap(run_id, user_id, button, now, tags, text))
        shares = shares_of(answers, told) if content.options.shares else ()
        return Tapped(words=answers[button].value, shares=shares)

    async def counts(self, run_id: int, content: Content) -> Sequence[AnswerCount]:
        """Of each answer button, as it is called in the first version that has it."""
        answers = content.all_answers
        if not answers:
            return ()
        async with self._database.read() as connection:
            told = await tallies.tally(connection, run_id)
        return [
            AnswerCount(text=one.text, tally=told.get(number, Tally()))
            for number, one in enumerate(answers)
        ]

    async def _content(self, run_id: int) -> Content | None:
        """What answers a run has does not change once it is launched."""
        known = self._known.get(run_id) or await self._reads.do(run_id)
        if known is not None:
            self._known[run_id] = known
            self._known.move_to_end(run_id)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return known

    async def _read(self, run_ids: Sequence[int]) -> list[Content | None]:
        async with self._database.read() as connection:
            stored = await runs.contents(connection, set(run_ids))
        read = {run_id: Content.load(text) for run_id, text in stored.items()}
        return [read.get(run_id) for run_id in run_ids]

    async def _write(self, asked: Sequence[Tap]) -> list[Tallies]:
        told = await self._database.transact(lambda connection: taps.record(connection, asked))
        return [told[one.run_id] for one in asked]


def shares_of(answers: Sequence[Button], told: Tallies) -> tuple[Share, ...]:
    """Whole percents that add up to a hundred: the largest remainders are rounded up."""
    counts = [told.get(number, Tally()).recipients for number in range(len(answers))]
    of = sum(counts)
    if not of:
        return ()
    percents = [100 * count // of for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda one: -(100 * counts[one] % of))
    for one in by_remainder[: 100 - sum(percents)]:
        percents[one] += 1
    return tuple(
        Share(text=answer.text, count=count, percent=percent)
        for answer, count, percent in zip(answers, counts, percents, strict=True)
    )
