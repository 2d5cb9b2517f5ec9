"""Messages of which it is known where they are: questions about them show how a server answers."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from broadcast.certainty.calibration import Question
from broadcast.certainty.doubts import Kind
from broadcast.finding.sendings import Recipient, Sendings
from db.certainty import known
from db.connection.database import Database

RUNS = 5  # that are looked at, newest first
MOST = 10  # messages of each
WITHIN = 200  # deliveries of each that these are looked for in


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """A chat and a number, and the markup of the message that has the number."""

    chat_id: int
    number: int
    markup: str


class KnownMessages:
    """Read anew where there are others: what is corrected since has other buttons by now, which a
    question with the former ones would change."""

    def __init__(self, database: Database, sendings: Sendings) -> None:
        self._database = database
        self._sendings = sendings
        self._runs: Sequence[int] = ()
        self._found: dict[Kind, list[Pair]] = {}
        self._turns = itertools.count()

    async def pair(self, question: Question) -> Pair | None:
        """One to ask about; None: there are too few. Raises DatabaseTrouble."""
        async with self._database.read() as connection:
            run_ids = await known.newest_runs(connection, limit=RUNS)
        if run_ids != self._runs or len(self._found.get(question.kind, ())) < 2:
            await self._look(run_ids)
        pairs = self._found.get(question.kind, [])
        if len(pairs) < 2:
            return None
        turn = next(self._turns)
        one = pairs[turn % len(pairs)]
        if question.there:
            return one
        other = next((each for each in pairs if each.chat_id != one.chat_id), None)
        return (
            None
            if other is None
            else Pair(chat_id=other.chat_id, number=one.number, markup=one.markup)
        )

    async def _look(self, run_ids: Sequence[int]) -> None:
        async with self._database.read() as connection:
            found = {
                run_id: await known.sent_to_people(connection, run_id, most=MOST, within=WITHIN)
                for run_id in run_ids
            }
        self._runs, self._found = run_ids, {kind: [] for kind in Kind}
        for run_id, messages in found.items():
            recipients = [
                Recipient(
                    subscriber_id=one.subscriber_id,
                    chat_id=one.chat_id,
                    step=one.step,
                    variant=one.variant,
                )
                for one in messages
            ]
            asked = await self._sendings.of(run_id, recipients)
            for one in messages:
                how = asked.get(one.subscriber_id)
                if how is None or how.sent.markup is None:
                    continue
                self._found[how.sent.kind].append(
                    Pair(chat_id=one.chat_id, number=one.number, markup=how.sent.markup)
                )
