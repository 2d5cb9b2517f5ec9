"""The inquiry into the doubts of one counter: what happens comes in, what to do next comes out.

There is no clock in it: moments are seconds of the process's monotonic clock, and come in. After a
restart every open doubt is told anew, with 90 s to go.
"""

from collections import deque
from collections.abc import Callable, Collection

from broadcast.certainty.cases import Case, Cases
from broadcast.certainty.doubts import Alarm, Answer, Ask, Close, Doubt, Kind, Step, Stop, Wait
from broadcast.certainty.excuses import Excuse, Excuses
from broadcast.certainty.judging import GIVEN_UP, NOT_CALIBRATED, STOPPED, Judging
from broadcast.certainty.numbers import Numbers
from broadcast.certainty.sharing import Sharing
from broadcast.certainty.suspicion import Suspicion
from broadcast.certainty.windows import Closings, Window

PATIENCE = 600.0  # seconds in which the server is well, then a doubt is given up
# The same where its kind of question is not calibrated by then: others that it stands in the way of
# are judged before they are given up, too.
CALIBRATES_WITHIN = 450.0
CLOSES_AFTER = 2.0  # seconds in which a call of a broadcast may give a number from above by itself
CLOSES_AGAIN = 10.0  # seconds until it is asked once more for such a number
LOOKS_EVERY = 1.0  # seconds at most while there are doubts
IDLE = 30.0  # seconds, where there are none
MOST_MISSING = 1_000  # numbers in a window; at 5 questions a second more are hopeless


class Inquiry:
    """One for each counter: the account's, or a supergroup's or channel's own.

    `under_way(chat_id)`: whether any other call of the bot's own to that chat has no answer yet.
    `sharing` is the token's; `of_account`: this counter tells of it.
    """

    def __init__(
        self,
        numbers: Numbers,
        sharing: Sharing,
        *,
        under_way: Callable[[int], bool],
        of_account: bool = True,
        most_missing: int = MOST_MISSING,
    ) -> None:
        self.numbers = numbers
        self._cases = Cases()
        self._excuses = Excuses()
        self._closings = Closings()
        self._judging = Judging(
            numbers,
            sharing,
            self._cases,
            self._excuses,
            under_way=under_way,
            most_missing=most_missing,
        )
        self._suspicion = Suspicion(numbers, sharing) if of_account else None
        self._ready: deque[Step] = deque()
        self._alarm: Alarm | None = None
        self._heard_at = float("-inf")
        self._well_for, self._last = 0.0, float("inf")
        self._close_again = float("-inf")

    def __len__(self) -> int:
        """How many doubts are open."""
        return len(self._cases)

    @property
    def awaits_end(self) -> bool:
        """Whether a window is open at the top: the next call of the bot's own may close it. None is
        made for that but where somebody is in doubt."""
        return bool(self._closings)

    @property
    def has_news(self) -> bool:
        """Something is to be told, whatever is in doubt."""
        return bool(self._ready)

    def unclosed(self, now: float) -> float | None:
        """The last of the moments at which windows were to close that are still open at the top,
        and for which nothing has come by itself."""
        overdue = (at for at in self._closing() if at + CLOSES_AFTER <= now)
        return max(overdue, default=None)

    # What happens.

    def received(self, number: int, *, now: float, after: float | None = None) -> None:
        """A message of somebody else's, or a service message, in an update of this counter.

        `after`: a moment that it came later than. That is known by Telegram's own clock alone: the
        moment at which a call of the bot's own left whose answer has an earlier date than this
        message. It is what closes windows in a group to which the bot sends nothing more.
        """
        self._judging.account(number)
        if after is not None:
            self._closings.offer(number, left_at=after, now=now)

    def sent(self, numbers: Collection[int], *, low: int, left_at: float, now: float) -> None:
        """A call of the bot's own was answered; `low` is `numbers.highest` as it left."""
        if min(numbers) <= low:
            self.stop(Alarm.OUT_OF_ORDER)
        if any(number in self.numbers for number in numbers):
            self.stop(Alarm.TWICE)
        for number in numbers:
            self._judging.account(number)
        self._closings.offer(min(numbers), left_at=left_at, now=now)

    def heard(self, now: float) -> None:
        """All updates that waited at this moment have been read."""
        self._heard_at = now

    def awaits_updates(self, now: float) -> bool:
        """Whether anything goes on once all updates that wait have been read."""
        for_doubts = any(_awaits(case, self._heard_at) for case in self._cases)
        return for_doubts or (
            self._suspicion is not None and self._suspicion.awaits_updates(now, self._heard_at)
        )

    def lost(
        self,
        *,
        low: int,
        closes_at: float,
        high: int | None = None,
        count: int = 1,
        chat_id: int | None = None,
    ) -> Window:
        """Messages outside open doubts may have landed, and their numbers will never be known.

        A reply whose answer was lost, in its chat; a doubt that was given up; the service message
        of a pin; what was on its way when the process died, as many as that can be. To be told
        again after a restart, until the window that is returned has its `high`; with that it is to
        be told again while a doubt is open.
        """
        window = Window(low=low, closes_at=closes_at, high=high)
        if high is None:
            self._closings.await_end(window)
        self._excuses.add(Excuse(window, count, chat_id))
        return window

    def doubt(self, doubt: Doubt) -> None:
        """In the order in which the calls left, as far as that is known; twice does no harm."""
        if self._cases.get(doubt.key) is not None:
            return
        window = Window(low=doubt.low, closes_at=doubt.closes_at)
        self._closings.await_end(window)
        self._cases.open(doubt, window, at=self._well_for)

    def withdraw(self, key: tuple[int, int, int]) -> None:
        """Nobody asks any more; what it may have sent still stands in the way of others."""
        if case := self._cases.get(key):
            self._judging.close(case, is_known=False)

    def answered(self, ask: Ask, answer: Answer, *, asked_at: float) -> None:
        """`asked_at`: when the question left."""
        if answer is Answer.CHANGED:
            self.stop(Alarm.CHANGED, ask)
        self._judging.answered(ask, answer, asked_at=asked_at)

    def stop(self, alarm: Alarm, ask: Ask | None = None) -> None:
        """An assumption broke: nothing is asked and nothing judged any more."""
        if self._alarm is None:
            self._alarm = alarm
            self._ready.append(Stop(alarm, ask))

    # What to do.

    def next(self, now: float, *, well: bool, calibrated: Collection[Kind]) -> Step:
        """To be called until it says Wait, and again then, or when something was told.

        `well`: the server answers, and no ban holds. `calibrated`: Calibration.passed.
        """
        if well:
            self._well_for += max(0.0, now - self._last)
        self._last = now
        if not self._ready:
            if self._alarm is not None:
                for case in list(self._cases):
                    self._ready += self._judging.settle([case], STOPPED)
            elif well:
                self._look(now, calibrated)
        if self._ready:
            return self._ready.popleft()
        if not well or self._alarm is not None:
            return Wait()
        if (ask := self._cases.next_ask(calibrated)) is not None:
            self._cases.asking(ask)
            return ask
        return self._wait(now)

    def _look(self, now: float, calibrated: Collection[Kind]) -> None:
        self._judging.forget(now)
        if self._suspicion is not None:
            self._suspicion.look(
                now,
                below=min((case.window.low for case in self._cases), default=None),
                heard_at=self._heard_at,
                found=self._judging.found,
                excuses=self._excuses,
            )
        for case in list(self._cases):
            if self._cases.get(case.doubt.key) is not case:
                continue  # settled together with another
            waited, is_calibrated = self._well_for - case.opened, case.doubt.kind in calibrated
            if waited > CALIBRATES_WITHIN and case.open and not is_calibrated:
                self._ready += self._judging.settle([case], NOT_CALIBRATED)
            elif waited > PATIENCE:
                ruling = GIVEN_UP if is_calibrated else NOT_CALIBRATED
                self._ready += self._judging.settle([case], ruling)
            else:
                self._ready += self._judging.look(case, now, heard_at=self._heard_at)

    def _wait(self, now: float) -> Step:
        if self.unclosed(now) is not None:
            if self._suspicion is not None and now >= self._close_again:
                self._close_again = now + CLOSES_AGAIN
                return Close()
            return Wait(now + LOOKS_EVERY)
        closing = [at + CLOSES_AFTER for at in self._closing()]
        return Wait(min([*closing, now + (LOOKS_EVERY if len(self._cases) else IDLE)]))

    def _closing(self) -> list[float]:
        """When each window that is open at the top is to close."""
        return [case.window.closes_at for case in self._cases if case.window.high is None]


def _awaits(case: Case, heard_at: float) -> bool:
    return case.missing is None and case.window.high is not None and heard_at < case.window.known_at
