"""A broadcast's progress message, and the report that it becomes."""

from collections.abc import Mapping, Sequence

from broadcast.doors.forecast import Speed
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.halt import HaltReason, Unpaid
from db.schema.states import BroadcastState
from handlers.admin.control.follow_ups import (
    is_for_newcomers,
    is_for_the_capped,
    is_for_the_held,
    is_for_the_rest,
)
from handlers.admin.control.kinds import heading
from handlers.admin.progress.words.aftermath import Aftermath, aftermath_lines
from handlers.admin.progress.words.figures import bar, figure_lines, rounded
from handlers.admin.progress.words.pauses import pause_words_of
from handlers.admin.wording.durations import shown_duration, shown_wait
from handlers.language.texts import Texts

UNPAID_KEYS: Mapping[Unpaid, str] = {
    Unpaid.CAP: "unpaid-cap",
    Unpaid.BALANCE: "unpaid-balance",
    Unpaid.UNKNOWN: "unpaid-unknown",
    Unpaid.REFUSED: "unpaid-refused",
}
HALT_KEYS: Mapping[HaltReason, str] = {
    HaltReason.FLOOD: "halt-flood",
    HaltReason.OUTAGE: "halt-outage",
    HaltReason.STORAGE: "halt-storage",
}


class Words:
    """The words of one language."""

    def __init__(self, texts: Texts, locale: str) -> None:
        self._texts = texts
        self._locale = locale

    def message(
        self,
        broadcast: Broadcast,
        speed: Speed,
        aftermath: Aftermath | None = None,
        hours: Sequence[str] = (),
    ) -> str:
        """The whole progress message; once nobody is left, the report. `hours`: see hours.py."""
        if broadcast.is_over:
            return self._report(broadcast, aftermath or Aftermath())
        return self._progress(broadcast, speed, hours)

    def origin(self, broadcast: Broadcast) -> list[str]:
        """The heading, which broadcast it sends again, if it does, and what it is a part of."""
        lines = [self._heading(broadcast)]
        if broadcast.parent_id is not None:
            key, number = _origin_key(broadcast), str(broadcast.parent_id)
            kind = broadcast.kind.value
            lines.append(self._texts.get(key, self._locale, number=number, kind=kind))
        if broadcast.series_id is not None:
            lines.append(self._texts.get("series-is-step", self._locale))
        elif broadcast.repeat_id is not None:
            lines.append(self._texts.get("repeats-is-round", self._locale))
        return lines

    def line(self, broadcast: Broadcast) -> str:
        """One line for lists of what runs."""
        figures = broadcast.figures
        return f"{self._heading(broadcast)} · {figures.percent}% ({figures.done}/{figures.total})"

    def _progress(self, broadcast: Broadcast, speed: Speed, hours: Sequence[str]) -> str:
        """Short: it is looked at many times, and a phone shows few lines."""
        texts, locale = self._texts, self._locale
        lines = [*self.origin(broadcast), bar(broadcast.figures)]
        lines += figure_lines(broadcast, texts, locale)
        lines += self._held(broadcast)
        if broadcast.state is BroadcastState.RUNNING:
            # While lost answers alone are looked into, nothing is on its way.
            pace = self._speed(speed) if broadcast.figures.remaining or speed.halt else []
            lines += [*pace, *self._waiting(speed), *hours]
            if speed.unpaid is not None:
                lines.append(texts.get(UNPAID_KEYS[speed.unpaid], locale))
        elif broadcast.state is BroadcastState.PAUSED:
            lines += [*hours, "", pause_words_of(broadcast, texts, locale)]
        return "\n".join(lines)

    def _held(self, broadcast: Broadcast) -> list[str]:
        """Until when they wait for the better version: that time begins when these have theirs."""
        if not broadcast.figures.held:
            return []
        seconds = Content.load(broadcast.content).test.seconds
        if seconds is None:
            return [self._texts.get("versions-held-by-hand", self._locale)]
        duration = shown_wait(seconds, self._texts, self._locale)
        return [self._texts.get("versions-held", self._locale, duration=duration)]

    def _report(self, broadcast: Broadcast, aftermath: Aftermath) -> str:
        texts, locale = self._texts, self._locale
        lines = [*self.origin(broadcast), "", *figure_lines(broadcast, texts, locale)]
        lines += ["", self._took(broadcast)]
        if broadcast.state is BroadcastState.CANCELLED and broadcast.figures.skipped:
            key = "mending-not-done" if broadcast.mends else "report-cancelled"
            lines.append(texts.get(key, locale, kind=broadcast.kind.value))
        return "\n".join(lines + aftermath_lines(broadcast, aftermath, texts, locale, stays=True))

    def _heading(self, broadcast: Broadcast) -> str:
        return heading(broadcast, self._texts, self._locale)

    def _speed(self, speed: Speed) -> list[str]:
        """Nothing before the first answers: there is no speed yet."""
        texts, locale = self._texts, self._locale
        if speed.halt is not None:
            wait = self._duration(speed.halt.seconds)
            return [texts.get(HALT_KEYS[speed.halt.reason], locale, duration=wait)]
        rate = rounded(speed.rate)
        if not rate:
            return []
        if speed.seconds_left is None:
            return [texts.get("progress-rate", locale, rate=rate)]
        left = self._duration(speed.seconds_left)
        return [texts.get("progress-rate-and-time", locale, rate=rate, duration=left)]

    def _waiting(self, speed: Speed) -> list[str]:
        """Whose chats asked to wait, when that is for longer than a look at the phone."""
        if not speed.waiting:
            return []
        first = self._duration(speed.waiting_seconds)
        return [
            self._texts.get("progress-waiting", self._locale, count=speed.waiting, duration=first)
        ]

    def _took(self, broadcast: Broadcast) -> str:
        started = broadcast.launched_at or broadcast.created_at
        seconds = max(1, (broadcast.finished_at or started) - started)
        messages = broadcast.figures.sent * Content.load(broadcast.content).cost
        took, rate = self._duration(seconds), rounded(messages / seconds)
        if not rate:
            return self._texts.get("report-took-only", self._locale, duration=took)
        return self._texts.get("report-took", self._locale, duration=took, rate=rate)

    def _duration(self, seconds: float) -> str:
        return shown_duration(seconds, self._texts, self._locale)


def _origin_key(broadcast: Broadcast) -> str:
    if broadcast.mends:
        return "mending-of"
    if is_for_the_held(broadcast):
        return "versions-rest-of"
    if is_for_the_capped(broadcast):
        return "capped-sent-of"
    if is_for_newcomers(broadcast):
        return "since-of"
    return "again-rest-of" if is_for_the_rest(broadcast) else "again-of"
