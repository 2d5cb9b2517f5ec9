"""What watches over one run: how many may begin, whose fault a refusal is, and when it had better
pause and ask.

The rules are those of broadcast/guards; here stands which of them a run has, what they know from
an earlier process, and what a correction or an admin's resume changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from botapi.outcome import SUSPICIOUS, Verdict
from broadcast.guards.canary import Canary, SafetyLimits
from broadcast.guards.content import Refusal
from broadcast.guards.failure_rate import FailureWatch
from broadcast.guards.lost_answers import LossWatch
from broadcast.guards.variants import VariantGuards
from broadcast.ledger.entries import Claim
from broadcast.runs.script import Script
from broadcast.runs.stop_request import StopRequest
from db.audience.audience import Audience
from db.records import RunRow
from db.schema.states import PauseReason

ALL_OF_IT = 1_000  # steps: more than a recipient's messages can be
NO_LIMITS = SafetyLimits(canary=0, failure_share=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Earlier:
    """What the ledger knows of the message, from an earlier process."""

    refusals: Sequence[Refusal] = ()  # when nobody had taken it yet
    taken: Mapping[int, int] = field(default_factory=dict)  # steps, by variant, where it has any
    sent: Sequence[str] = ()  # of a correction: what people may have in front of them, as JSON


class RunGuards:
    """They decide, and never act: whoever tells them of an outcome gets back what to do."""

    def __init__(
        self,
        row: RunRow,
        script: Script,
        audience: Audience,
        safety: SafetyLimits,
        earlier: Earlier,
    ) -> None:
        # Sent again to those who failed: that they fail once more says nothing of the message.
        judged = script.judged and not audience.proven
        safety = self._safety = safety if judged else NO_LIMITS
        self._script = script
        self._content = _content_guards(row, script, audience, earlier)
        self._canary = Canary(safety.canary, answered=row.sent + row.failed)
        self._failures = FailureWatch(
            safety.failure_share, canary=safety.canary, sent=row.sent, failed=row.failed
        )
        self._losses = LossWatch()
        self._answered_before = 0  # with an earlier text
        self._corrected = False  # since it stopped

    def share(self, wanted: int, *, begun: int) -> int:
        """How many of `wanted` may be claimed now: while the canary is out, few or none."""
        room = self._canary.room(begun)
        return wanted if room is None else min(wanted, room)

    # whose fault a refusal is

    def accepted(self, claim: Claim) -> int:
        """Somebody got a step. How many steps of the message are proven by it; 0: no more."""
        place = self._script.place(claim)
        return place + 1 if self._content.of(claim.variant).accepted(place) else 0

    def refused(self, claim: Claim, detail: str | None) -> StopRequest | None:
        """The content's fault, or only this recipient's? `detail`: Telegram's words."""
        refusal = Refusal(claim.subscriber_id, self._script.place(claim), detail, claim.variant)
        if self._content.of(claim.variant).refused(refusal, before=claim.refused):
            return StopRequest(reason=PauseReason.CONTENT, detail=detail)
        return None

    def blame_content(self) -> StopRequest:
        """Everyone was asked, nobody took it and some refused it."""
        self._content.blame_content()
        return StopRequest(reason=PauseReason.CONTENT, detail=self._content.detail)

    @property
    def blames_content(self) -> bool:
        """Whether it is at fault, as far as is known now."""
        return self._content.blames_content

    @property
    def has_unconfirmed(self) -> bool:
        """Some refused it, and nobody took it."""
        return self._content.has_unconfirmed

    @property
    def unconfirmed(self) -> tuple[int, ...]:
        """Recipients who are marked as failed although it may be the content's fault."""
        return self._content.unconfirmed

    def forget_unconfirmed(self) -> None:
        """They are not marked any more."""
        self._content.forget_unconfirmed()

    # whether too many outcomes are bad

    def lost(self) -> StopRequest | None:
        """An answer was lost, and not in an outage."""
        if self._losses.lost():
            return StopRequest(reason=PauseReason.UNCERTAIN, detail=self._losses.detail)
        return None

    def ended(self, claim: Claim, verdict: Verdict, detail: str | None) -> StopRequest | None:
        """A recipient has an outcome."""
        self._canary.outcome(verdict)
        if verdict is not Verdict.UNCERTAIN:
            self._losses.answered()
        place = self._script.place(claim)
        if verdict in SUSPICIOUS and not self._content.of(claim.variant).has_taken(place):
            return None  # that is for the content's guard to judge
        if self._failures.saw(verdict, detail):
            return StopRequest(reason=PauseReason.FAILURES, detail=self._failures.detail)
        return None

    # what people decide

    def corrected(self, row: RunRow, script: Script) -> None:
        """It says something else from here on, which nobody has taken yet."""
        self._script = script
        self._judge_anew(row)
        self._corrected = True

    def resume(self, row: RunRow) -> None:
        """An admin has seen what it stopped for, and said to go on."""
        if self._corrected:  # what has landed meanwhile was the old text
            self._judge_anew(row)
            self._corrected = False
        self._content.resume()
        answered = row.sent + row.failed - self._answered_before
        self._canary = Canary(self._safety.canary, answered=answered)
        self._failures = self._failures.after_resume()
        self._losses = self._losses.after_resume()

    def _judge_anew(self, row: RunRow) -> None:
        self._content = VariantGuards([0] * len(self._script.lengths))
        self._answered_before = row.sent + row.failed


def _content_guards(
    row: RunRow, script: Script, audience: Audience, earlier: Earlier
) -> VariantGuards:
    """Where anybody got all of a message without variants, `sent` says so by itself."""
    lengths = script.lengths
    if not script.judged:
        return VariantGuards([ALL_OF_IT] * len(lengths))
    if len(lengths) == 1:
        proven = audience.proven or row.sent
        taken = [lengths[0] if proven else row.taken_steps]
    else:
        taken = [
            length
            if audience.proven and variant not in audience.unproven
            else earlier.taken.get(variant, 0)
            for variant, length in enumerate(lengths)
        ]
    return VariantGuards(taken, earlier.refusals)
