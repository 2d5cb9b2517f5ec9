"""Which claims are in our hands: from the commit that made them to the commit of their outcome.

Of a commit whose answer was lost nobody knows whether it came through: whoever had asked for claims
was told of trouble, and the ledger may have them all the same. They are those that are not here.
"""

from collections.abc import Collection

from broadcast.ledger.entries import Claim, LedgerEntry
from db.recovery.claim_windows import ClaimWindow, covering
from db.schema.states import DeliveryState


class HeldClaims:
    """By run, the subscribers whose delivery is ours to make or to write down."""

    def __init__(self) -> None:
        self._held: dict[int, set[int]] = {}
        self._noted: dict[int, ClaimWindow] = {}

    def of(self, run_id: int) -> Collection[int]:
        return self._held.get(run_id, ())

    def oldest(self, run_id: int) -> int | None:
        """The lowest number."""
        return min(self.of(run_id), default=None)

    def noted(self, run_id: int) -> ClaimWindow | None:
        """Where they stand as far as the ledger says it; None: we do not know what it says."""
        return self._noted.get(run_id)

    def took(self, run_id: int, claims: Collection[Claim]) -> None:
        """These were claimed, and that is committed."""
        numbers = [claim.subscriber_id for claim in claims]
        if numbers:
            window = covering(self.noted(run_id), numbers, self.oldest(run_id))
            self._noted[run_id] = window
            self._held.setdefault(run_id, set()).update(numbers)

    def let_go(self, run_id: int, claims: Collection[Claim]) -> None:
        """They are nobody's: whoever had asked for them was told of trouble."""
        held = self._held.get(run_id, set())
        held.difference_update(claim.subscriber_id for claim in claims)
        if not held:
            self._held.pop(run_id, None)

    def ended(self, entry: LedgerEntry) -> None:
        """What became of it is committed."""
        if entry.state is DeliveryState.CLAIMED:
            return
        run_id = entry.claim.run_id
        held = self._held.get(run_id)
        if held is not None:
            held.discard(entry.claim.subscriber_id)
            if not held:
                del self._held[run_id]

    def doubt(self) -> None:
        """What the ledger says we do not know any more."""
        self._noted.clear()
