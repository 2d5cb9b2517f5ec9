"""What runs have sent to whom, as far as it matters for asking: read again when it is needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from botapi.call import PreparedCall
from broadcast.clicks.tracking import Tracking
from broadcast.finding.asking import Sent, sent_by
from broadcast.ledger.entries import Claim
from broadcast.runs.script import Script
from db.certainty.said import find
from db.connection.database import Database
from db.knowledge import personal
from db.ledger import runs
from db.schema.states import RunKind

REMEMBERED = 16  # texts; some kilobytes each


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """Of one step of a run. `said`: a mark of the text that was sent (db/certainty/said.py); None:
    what the run says now."""

    subscriber_id: int
    chat_id: int
    step: int
    variant: int
    said: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """How somebody's message is asked for, and whether nothing of the delivery follows it."""

    sent: Sent
    is_last: bool


class Sendings:
    """Of runs that send. Raises DatabaseTrouble."""

    def __init__(self, database: Database, tracking: Tracking) -> None:
        self._database = database
        self._tracking = tracking
        self._scripts: dict[tuple[int, str], Script] = {}  # by run and text

    async def of(self, run_id: int, recipients: Sequence[Recipient]) -> Mapping[int, Asked]:
        """By subscriber; who was sent what is not known any more is left out."""
        found: dict[int, Asked] = {}
        for said in dict.fromkeys(one.said for one in recipients):
            script = await self._script(run_id, said)
            if script is not None:
                found |= await self._asked(
                    script, run_id, [o for o in recipients if o.said == said]
                )
        return found

    async def _asked(
        self, script: Script, run_id: int, recipients: Sequence[Recipient]
    ) -> Mapping[int, Asked]:
        numbers = [one.subscriber_id for one in recipients]
        async with self._database.read() as connection:
            values = await personal.values_of(connection, numbers, script.names)
        found = {}
        for one in recipients:
            claim = Claim(
                run_id=run_id,
                subscriber_id=one.subscriber_id,
                chat_id=one.chat_id,
                step=one.step,
                variant=one.variant,
                values=values.get(one.subscriber_id, ()),
            )
            found[one.subscriber_id] = Asked(
                sent=_sent(script, script.call(claim), claim),
                is_last=one.step + 1 == script.steps(claim),
            )
        return found

    async def _script(self, run_id: int, said: str | None) -> Script | None:
        async with self._database.read() as connection:
            row = await runs.find(connection, run_id)
            if row is None or row.kind != RunKind.SEND:
                return None
            text: str | None = row.content
            if said is not None:
                text = await find(connection, run_id, row.content, said)
        if text is None:
            return None
        script = self._scripts.get((run_id, text))
        if script is None:
            row = replace(row, content=text)
            script = Script(row, links=await self._tracking.of(row))
            while len(self._scripts) >= REMEMBERED:
                self._scripts.pop(next(iter(self._scripts)))
            self._scripts[run_id, text] = script
        return script


def _sent(script: Script, call: PreparedCall, claim: Claim) -> Sent:
    body = call.body(claim.chat_id, values=script.values(claim))
    return sent_by(call, body, run_id=claim.run_id)
