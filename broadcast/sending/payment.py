"""Which bulk calls are marked as paid, and what they cost: between the budgets and the engine.

While one broadcast pays, every call that can be is marked: beside marked ones, a call that is not
finds the free rate used up (see broadcast/paid/refill.py). A broadcast that did not choose to pay
goes in the slots of the free rate then, where a mark costs nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from botapi.call import PreparedCall
from botapi.outcome import Outcome, Verdict
from broadcast.floods.scope import is_person
from broadcast.pace.limiter import Ticket
from broadcast.paid.balance import StarsBalance
from broadcast.paid.budget import SendMode
from broadcast.runs.active_runs import ActiveRuns
from broadcast.runs.run import ActiveRun

CHARGED = frozenset({Verdict.SENT, Verdict.UNCERTAIN})  # what nobody knows of counts as paid


@dataclass(frozen=True, kw_only=True, slots=True)
class Reservation:
    """How a call goes out: marked as paid, and what that costs if it succeeds, in paid messages."""

    marked: bool = False
    price: int = 0


UNMARKED = Reservation()


class PaymentPolicy:
    """Decides how calls go, reserves what they may cost, and finishes that when they have ended."""

    def __init__(self, balance: StarsBalance, active_runs: ActiveRuns) -> None:
        self._balance = balance
        self._active_runs = active_runs
        self._unmarked = 0  # bulk calls on their way that are not marked

    @property
    def active(self) -> bool:
        """Whether that matters: a paid broadcast is going, or has just paid."""
        return self._active_runs.pays() or self._balance.refill_seconds > 0

    def spent(self) -> Iterator[ActiveRun]:
        """Running broadcasts that are to pause, because their Stars are spent."""
        for run in self._active_runs:
            if run.sendable and run.budget is not None and run.budget.mode() is SendMode.STOP:
                yield run

    def admits(self, run: ActiveRun, *, free_slot: bool) -> bool:
        """Whether its next call may leave now; in a paid slot only what is paid for."""
        mode = self._mode(run)
        return mode is SendMode.PAID or (free_slot and mode in (SendMode.MARKED, SendMode.FREE))

    def reserve(self, run: ActiveRun, call: PreparedCall, ticket: Ticket) -> Reservation:
        """The call leaves."""
        mode = self._mode(run) if self.active else SendMode.FREE
        if mode is SendMode.PAID and run.budget is not None:
            price = run.budget.reserve(call.cost, free_slot=not ticket.paid)
            return Reservation(marked=True, price=price)
        if mode is SendMode.MARKED:
            self._balance.reserve(0)
            return Reservation(marked=True)
        self._unmarked += 1
        return UNMARKED

    def finish(
        self, run: ActiveRun, reservation: Reservation, ticket: Ticket, outcome: Outcome | None
    ) -> None:
        """The call has ended; None: it never left."""
        if not reservation.marked:
            self._unmarked -= 1
            return
        charged = outcome is not None and outcome.verdict in CHARGED
        if run.budget is None:
            self._balance.finish(0, charged=0)
        else:
            run.budget.finish(reservation.price, charged=charged)
        flooded = outcome is not None and outcome.verdict is Verdict.FLOODED
        if flooded and is_person(ticket.chat):  # a group's is its own, and tells nothing of Stars
            self._balance.flooded(left_at=ticket.left_at)

    def _mode(self, run: ActiveRun) -> SendMode:
        mode = SendMode.FREE if run.budget is None else run.budget.mode(unmarked=self._unmarked)
        if mode is not SendMode.FREE:
            return mode
        if any(one.sendable and one.may_pay for one in self._active_runs):
            costs_nothing = run.script.payable and not self._balance.free_slots_cost
            return SendMode.MARKED if costs_nothing else SendMode.WAIT
        return SendMode.WAIT if self._balance.refill_seconds > 0 else SendMode.FREE
