"""Do too many recipients fail? Then a broadcast had better stop and ask.

Two things are watched. Of the latest that took or refused the message, the share that refused it:
blocked and deleted accounts are no failures, every old list is full of them, and neither is who
takes no voice messages, say: nothing is wrong, and nothing could be mended. And people whom
Telegram does not know at all, with nobody else in between: that is the wrong bot's list, and each
of them would be marked unreachable.
"""

from collections import Counter, deque

from botapi.outcome import SUSPICIOUS, Verdict
from db.schema.reasons import FailedShare

WINDOW = 100  # latest answers that count
LEAST = 20  # answers before a share means anything, where no canary says how many
STRANGERS_IN_A_ROW = 20
REFUSED = frozenset({Verdict.FAILED}) | SUSPICIOUS


class FailureWatch:
    """A policy for one run: it says when to pause, and why."""

    def __init__(
        self, share: int, *, canary: int = 0, sent: int = 0, failed: int = 0, strangers: bool = True
    ) -> None:
        """`share` in percent, 0 or 100: never; `sent` and `failed` are the run's counters so far.

        They count while the canary is still out; what came after it is judged by what comes now.
        """
        self._share = share if 0 < share < 100 else 100
        self._least = min(canary or LEAST, WINDOW)
        self._judges_strangers = strangers and self._share < 100
        self._latest: deque[str | None] = deque()  # the reason of a failure, None: taken
        self._failures = 0
        self._strangers = 0  # in a row
        self.detail: str | None = None  # what it has stopped for
        if sent + failed < self._least:
            self._latest.extend([""] * failed + [None] * sent)
            self._failures = failed

    def saw(self, verdict: Verdict, reason: str | None) -> bool:
        """A recipient has an outcome; True when the run should pause."""
        if verdict is Verdict.UNREACHABLE:
            self._strangers += 1
            return self._too_many_strangers(reason or "")
        if verdict is not Verdict.UNCERTAIN:
            self._strangers = 0
        if verdict is Verdict.SENT:
            self._keep(None)
        elif verdict in REFUSED:
            self._keep(reason or "")
        else:
            return False
        return self._too_many_failures()

    def after_resume(self) -> "FailureWatch":
        """What watches after an admin said to go on: it puts up with what this one stopped for."""
        share, seen = self._share, 0
        if self.detail is not None and self._latest:
            seen = self._failures * 100 // len(self._latest)
        if seen >= share:
            share = _halfway_up(seen)
        put_up = self._strangers >= STRANGERS_IN_A_ROW
        return FailureWatch(
            share, canary=self._least, strangers=self._judges_strangers and not put_up
        )

    def _keep(self, reason: str | None) -> None:
        self._latest.append(reason)
        self._failures += reason is not None
        if len(self._latest) > WINDOW:
            self._failures -= self._latest.popleft() is not None

    def _too_many_failures(self) -> bool:
        answered = len(self._latest)
        if answered < self._least or self._failures * 100 <= self._share * answered:
            return False
        reasons = Counter(reason for reason in self._latest if reason)
        commonest = reasons.most_common(1)[0][0] if reasons else ""
        self.detail = FailedShare(bad=self._failures, of=answered, words=commonest).dump()
        return True

    def _too_many_strangers(self, reason: str) -> bool:
        if not self._judges_strangers or self._strangers < STRANGERS_IN_A_ROW:
            return False
        self.detail = FailedShare(bad=self._strangers, of=self._strangers, words=reason).dump()
        return True


def _halfway_up(percent: int) -> int:
    """Between what was seen and everybody: it stops again, but only for what is clearly worse."""
    return (percent + 100) // 2
