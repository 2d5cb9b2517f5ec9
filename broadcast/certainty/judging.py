"""What is missing in a doubt's window, where it was found, and what follows."""

from collections.abc import Callable, Collection, Iterable

from broadcast.certainty.cases import Case, Cases
from broadcast.certainty.doubts import Answer, Ask, Reason, Verdict
from broadcast.certainty.excuses import Excuse, Excuses
from broadcast.certainty.numbers import Numbers
from broadcast.certainty.rules import Findings, Ruling, after_asking, bar, before_asking
from broadcast.certainty.sharing import Sharing
from broadcast.certainty.windows import Window
from db.schema.states import Found

HEARS_WITHIN = 60.0  # seconds after which updates that are read to no end are waited for no more
SETTLES_WITHIN = 75.0  # seconds; what left before a window closed is answered or lost by then
MOST_PAIRS = 250_000  # of a doubt and a number; each costs some 200 bytes
MANY_FOUND = 1_000  # numbers; then those that no window holds are forgotten


class Judging:
    """Of the doubts of one counter; verdicts are returned, and their cases closed."""

    def __init__(
        self,
        numbers: Numbers,
        sharing: Sharing,
        cases: Cases,
        excuses: Excuses,
        *,
        under_way: Callable[[int], bool],
        most_missing: int,
    ) -> None:
        self.found: dict[int, int] = {}  # number -> the chat in which it is
        self._numbers = numbers
        self._sharing = sharing
        self._cases = cases
        self._excuses = excuses
        self._is_under_way = under_way
        self._most_missing = most_missing

    def account(self, number: int) -> None:
        """It is another message's than those in doubt."""
        self._numbers.add(number)
        for case in self._cases if number < self._cases.top else ():
            self._cases.forget(case, number)

    def answered(self, ask: Ask, answer: Answer, *, asked_at: float) -> None:
        case = self._cases.get(ask.doubt.key)
        if case is None:
            return
        self._cases.asked(case, ask.number)
        if ask.number not in case.open:
            return
        if answer is Answer.THERE:
            self.found[ask.number] = ask.doubt.chat_id
            self._cases.found(case, ask.number)
        elif answer is Answer.NOT_FOUND:
            if asked_at >= case.doubt.closes_at:
                self._cases.resolve(case, ask.number)
        elif answer is not Answer.LATER:
            case.silent.add(ask.number)
            self._cases.resolve(case, ask.number)

    def look(self, case: Case, now: float, *, heard_at: float) -> list[Verdict]:
        """Where more is to be learnt first, nothing."""
        if case.missing is None:
            return self._begin(case, now, heard_at)
        return self._judge(case, now)

    def settle(
        self, group: Collection[Case], ruling: Ruling, *, numbers: Collection[int] = ()
    ) -> list[Verdict]:
        found, reason = ruling
        is_sent = found is Found.SENT
        told = numbers if is_sent and len(group) == 1 else ()
        verdicts = [case.verdict(found, reason, numbers=told) for case in group]
        for case in group:
            self.close(case, is_known=found is not Found.UNKNOWN)
        for number in numbers if is_sent else ():
            self.account(number)
        return verdicts

    def close(self, case: Case, *, is_known: bool) -> None:
        """What is not known may have taken a number, and stands in the way of others."""
        self._cases.close(case)
        if not is_known:
            self._excuses.add(Excuse(case.window, case.doubt.items, case.doubt.chat_id))

    def forget(self, now: float) -> None:
        """What no doubt can need any more."""
        windows = [case.window for case in self._cases]
        self._excuses.forget(now, beside=windows)
        if windows and len(self.found) <= MANY_FOUND:
            return
        lowest = min((window.low for window in windows), default=self._numbers.highest)
        self.found = {one: chat for one, chat in self.found.items() if one > lowest}
        self._cases.keep_hits(self.found)

    def _begin(self, case: Case, now: float, heard_at: float) -> list[Verdict]:
        """The window is closed, and what comes late has come: what is missing in it?"""
        window, doubt = case.window, case.doubt
        if self._numbers.forgot(window.low):
            return self.settle([case], NOT_REMEMBERED)
        if window.high is None or not _has_come(window, now, heard_at):
            return []
        missing = self._missing(case, window.high)
        rivals = self._cases.rivals(case) if missing else []
        if missing and (
            self._is_under_way(doubt.chat_id) or any(one.window.high is None for one in rivals)
        ):
            return []
        barred = self._barred(case, missing or ())
        ruling = before_asking(
            doubt,
            missing,
            barred=barred,
            shared=self._sharing.shares(now),
            most=min(self._most_missing, MOST_PAIRS // len(self._cases)),
        )
        case.is_held = ruling is not None and ruling[0] is Found.UNKNOWN
        if case.is_held and any(self._may_be_found(number) for number in missing or ()):
            return []  # they may all be found in other chats
        case.missing = missing or []
        if ruling is not None:
            return self.settle([case], ruling)
        case.barred = set(barred)
        self._ask(case, (one for one in case.missing if one not in barred))
        return self._judge(case, now)

    def _ask(self, case: Case, numbers: Iterable[int]) -> None:
        """About those that were not found there already."""
        for number in numbers:
            if number in self.found:
                case.hits.add(number)
            else:
                self._cases.ask(case, number)

    def _barred(self, case: Case, numbers: Iterable[int]) -> dict[int, Reason]:
        """Those that may be another message of its chat, and why."""
        crossing = self._excuses.of(case.doubt.chat_id)
        rivals = [(one.doubt, one.window) for one in self._cases.rivals(case)]
        if not (crossing or rivals):
            return {}
        reasons = {
            number: bar(case.doubt, number, crossing=crossing, rivals=rivals) for number in numbers
        }
        return {number: reason for number, reason in reasons.items() if reason is not None}

    def _missing(self, case: Case, high: int) -> list[int] | None:
        """What was found in another chat is another message's."""
        limit = self._most_missing + 1
        missing = self._numbers.missing(case.window.low, high, limit=limit)
        if missing is None:
            return None
        return [number for number in missing if self._may_be_here(case, number)]

    def _may_be_here(self, case: Case, number: int) -> bool:
        """It is no other message's, as far as is known."""
        here = case.doubt.chat_id
        return number not in self._numbers and self.found.get(number, here) == here

    def _judge(self, case: Case, now: float) -> list[Verdict]:
        doubt = case.doubt
        alike = [one for one in self._cases.rivals(case) if one.doubt.markup == doubt.markup]
        group = [case, *alike]
        is_shown = not alike and doubt.own_data and bool(case.hits)
        if not is_shown:
            if any(one.missing is None for one in group):
                return []
            for one in group:
                self._unbar(one)
            if any(one.open for one in group):
                return []
        found = set().union(*(one.hits for one in group))
        barred = self._barred_of(group, found)
        hits = found - barred.keys()
        items = sum(one.doubt.items for one in group)
        nowhere = self._nowhere(group)
        if len(hits) != items and any(
            self._may_be_found(one) for one in (*barred, *self._silent(group))
        ):
            return []  # then it is another message's
        is_foreign = bool(self._excuses.left_over(nowhere, named=True))
        if doubt.others_can_delete or (hits and not doubt.own_data):
            # what nothing explains counts here: it has to have had its time
            if any(self._may_be_found(number) for number in nowhere):
                return []
            is_odd = bool(nowhere) if doubt.others_can_delete else is_foreign
            if is_odd and now < max(one.window.known_at for one in group) + SETTLES_WITHIN:
                return []
        if len(hits) > items:  # the others can be none of the bot's own
            self._sharing.found(len(hits) - items, now=now)
        findings = Findings(
            hits=len(hits),
            items=items,
            barred=next(iter(barred.values()), None),
            silent=bool(self._silent(group)),
            nowhere=bool(nowhere),
            foreign=is_foreign or self._sharing.shares(now),
        )
        return self.settle(group, after_asking(doubt, findings), numbers=hits)

    def _unbar(self, case: Case) -> None:
        """What stood in the way may have been found out meanwhile."""
        case.barred = {one for one in case.barred if self._may_be_here(case, one)}
        free = case.barred - self._barred(case, case.barred).keys()
        case.barred -= free
        self._ask(case, free)

    def _barred_of(self, group: Collection[Case], hits: set[int]) -> dict[int, Reason]:
        """Numbers that were not asked for, and those that were found and do not count."""
        barred: dict[int, Reason] = {}
        for one in group:
            barred |= self._barred(one, one.barred | (set() if one.doubt.own_data else hits))
        return barred

    def _silent(self, group: Collection[Case]) -> set[int]:
        """Of which the answers told nothing, and which were not found elsewhere."""
        return {
            number
            for one in group
            for number in one.silent
            if number not in self.found and number not in self._numbers
        }

    def _nowhere(self, group: Collection[Case]) -> list[int]:
        """Missing numbers that were found in no chat, ascending."""
        missing = set().union(*(one.missing or () for one in group))
        return sorted(one for one in missing if one not in self.found and one not in self._numbers)

    def _may_be_found(self, number: int) -> bool:
        """Somebody has still to ask for it, or will have."""
        return self._cases.is_asked(number) or any(
            case.missing is None and not case.is_held and case.window.holds(number)
            for case in self._cases
        )


def _has_come(window: Window, now: float, heard_at: float) -> bool:
    return heard_at >= window.known_at or now >= window.known_at + HEARS_WITHIN


NOT_REMEMBERED: Ruling = (Found.UNKNOWN, Reason.NOT_REMEMBERED)
GIVEN_UP: Ruling = (Found.UNKNOWN, Reason.TOO_LATE)
STOPPED: Ruling = (Found.UNKNOWN, Reason.STOPPED)
NOT_CALIBRATED: Ruling = (Found.UNKNOWN, Reason.NOT_CALIBRATED)
