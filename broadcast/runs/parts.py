"""The parts of one run: which is claimed next, which are closed by the hours, and until when.

A run that goes by its recipients' clocks has a part for each time zone; any other is one part.
"""

from collections.abc import Mapping

from broadcast.hours.house import HouseRules
from broadcast.hours.openings import Openings
from broadcast.hours.standing import Hours, Standing
from broadcast.ledger.entries import Claim
from broadcast.model.content import Content
from broadcast.model.hours.quiet_hours import Quiet
from db.ledger.parts import WHOLE
from db.records import RunRow
from db.schema.states import RunKind
from runtime.clock import Clock


class RunParts:
    """What is known of them between two looks into the ledger."""

    def __init__(self, row: RunRow, content: Content, house: HouseRules, clock: Clock) -> None:
        self.divided = len(row.parts) > 1  # by time zone
        self._openings = Openings(_hours(row, content), house, clock)
        self._pending: dict[int, int] = {}  # of a divided run, by part, when it was last counted
        # Those in which the last claim found nothing; wait until there is more.
        self._exhausted: set[int] = set()
        self._news = 0  # counts what came in, so that a claim under way cannot overlook it

    # what is left to claim

    @property
    def next(self) -> int | None:
        """The one to be claimed next; None: in none of those that may be claimed now anybody is
        left."""
        parts = self._openings.now.open
        if not self._exhausted:
            return parts[0] if parts else None
        return next((part for part in parts if part not in self._exhausted), None)

    @property
    def all_exhausted(self) -> bool:
        """Whether that is because claims found nobody."""
        return bool(self._exhausted) and self.next is None

    @property
    def news(self) -> int:
        """For `exhausted()`: what it was before asking for claims."""
        return self._news

    def exhausted(self, part: int | None, *, news: int) -> None:
        """A claim that was asked at `news` found nobody; in that part, where it is divided."""
        if news == self._news:
            self._exhausted.add(part or WHOLE)

    def more(self) -> None:
        """There is, or soon will be, something to claim."""
        self._exhausted.clear()
        self._news += 1

    # what the hours say

    @property
    def standing(self) -> Standing:
        """Which of them may be claimed now, and until when that stays so."""
        return self._openings.now

    @property
    def expired(self) -> bool:
        """Whether nobody else is to get it any more."""
        return self._openings.now.expired

    def closed_to(self, claim: Claim) -> bool:
        """Whether it is not to be begun now; whoever has got some of it gets the rest."""
        return claim.step == 0 and claim.part not in self._openings.now.open

    def silent_for(self, claim: Claim) -> bool:
        """Whether it makes no sound now, though else it would."""
        return claim.part in self._openings.now.silent

    def count_pending(self, pending: Mapping[int, int]) -> None:
        """By part, how many wait in the ledger."""
        self._pending = dict(pending)

    def closed_to_people(self, remaining: int) -> int:
        """How many of those who remain wait in closed ones, as far as they were counted."""
        still = self._openings.now.open
        if not self.divided:
            return 0 if still else remaining
        return sum(count for part, count in self._pending.items() if part not in still)


def _hours(row: RunRow, content: Content) -> Hours:
    """What edits, deletes or pins a message makes no sound, and does so at any time."""
    does = content.options.quiet if row.kind == RunKind.SEND else Quiet.IGNORE
    if does is Quiet.SILENT and content.options.silent:
        does = Quiet.IGNORE  # it makes none at any time
    return Hours(parts=row.parts, does=does, expires_at=row.expires_at)
