"""How a broadcast's progress, its report and its reasons are put into words."""

from collections.abc import Mapping

from broadcast.engine import Halt
from broadcast.model import Broadcast, BroadcastState, Figures, PauseReason
from broadcast.service import Pace
from handlers.admin.titles import shown_title
from handlers.texts import Texts

BAR_CELLS = 12
DONE_CELL, OPEN_CELL = "▓", "░"

HEADING_KEYS: Mapping[BroadcastState, str] = {
    BroadcastState.RUNNING: "progress-running",
    BroadcastState.PAUSED: "progress-paused",
    BroadcastState.FINISHED: "progress-finished",
    BroadcastState.CANCELLED: "progress-cancelled",
}
REASON_KEYS: Mapping[PauseReason, str] = {
    PauseReason.ADMIN: "reason-admin",
    PauseReason.CONTENT: "reason-content",
    PauseReason.FAILURES: "reason-failures",
    PauseReason.OUTAGE: "reason-outage",
    PauseReason.STARS: "reason-stars",
    PauseReason.TOKEN: "reason-token",
    PauseReason.OTHER_BOT: "reason-other-bot",
}
HALT_KEYS: Mapping[Halt, str] = {
    Halt.FLOOD: "halt-flood",
    Halt.OUTAGE: "halt-outage",
    Halt.STORAGE: "halt-storage",
}


class Words:
    """The words of one language."""

    def __init__(self, texts: Texts, locale: str) -> None:
        self._texts = texts
        self._locale = locale

    def message(self, broadcast: Broadcast, pace: Pace) -> str:
        """The whole progress message; once nobody is left, the report."""
        return self.report(broadcast) if is_over(broadcast) else self.progress(broadcast, pace)

    def progress(self, broadcast: Broadcast, pace: Pace) -> str:
        lines = [self.heading(broadcast), bar(broadcast.figures), "", self.figures(broadcast)]
        if broadcast.state is BroadcastState.RUNNING:
            lines += ["", self._pace(pace)]
        elif broadcast.state is BroadcastState.PAUSED:
            lines += ["", self.reason(broadcast.pause_reason, broadcast.pause_detail)]
        return "\n".join(lines)

    def report(self, broadcast: Broadcast) -> str:
        texts, locale = self._texts, self._locale
        lines = [self.heading(broadcast), "", self.figures(broadcast), "", self._took(broadcast)]
        if broadcast.state is BroadcastState.CANCELLED:
            lines.append(texts.get("report-cancelled", locale))
            if broadcast.pause_reason not in (None, PauseReason.ADMIN):
                lines.append(self.reason(broadcast.pause_reason, broadcast.pause_detail))
        if broadcast.figures.uncertain:
            lines.append(texts.get("report-uncertain", locale, count=broadcast.figures.uncertain))
        return "\n".join(lines)

    def heading(self, broadcast: Broadcast) -> str:
        key = HEADING_KEYS[broadcast.state]
        return self._texts.get(
            key, self._locale, title=shown_title(broadcast, self._texts, self._locale)
        )

    def line(self, broadcast: Broadcast) -> str:
        """One line for lists of what runs."""
        figures = broadcast.figures
        return f"{self.heading(broadcast)} · {figures.percent}% ({figures.done}/{figures.total})"

    def figures(self, broadcast: Broadcast) -> str:
        """A line for each outcome, and how many have none yet."""
        texts, locale, figures = self._texts, self._locale, broadcast.figures
        return "\n".join(
            (
                texts.get("figure-recipients", locale, count=str(figures.total)),
                texts.get("figure-sent", locale, count=str(figures.sent)),
                texts.get("figure-blocked", locale, count=str(figures.blocked)),
                texts.get("figure-unreachable", locale, count=str(figures.unreachable)),
                texts.get("figure-skipped", locale, count=str(figures.skipped)),
                texts.get("figure-failed", locale, count=str(figures.failed)),
                texts.get("figure-uncertain", locale, count=str(figures.uncertain)),
                texts.get("figure-left", locale, count=str(figures.left)),
            )
        )

    def reason(self, reason: PauseReason | None, detail: str | None) -> str:
        """Why it stands still, and what to do about it."""
        text = self._texts.get(REASON_KEYS[reason or PauseReason.ADMIN], self._locale)
        return f"{text}\n{self.quoted(detail)}" if detail else text

    def quoted(self, detail: str) -> str:
        """Telegram's or the system's own words."""
        return self._texts.get("reason-detail", self._locale, detail=detail)

    def duration(self, seconds: float) -> str:
        """Rounded to what matters: nobody wants the seconds of three hours."""
        whole = max(0, round(seconds))
        hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
        if hours:
            return self._texts.get(
                "duration-hours", self._locale, hours=str(hours), minutes=str(minutes)
            )
        if minutes:
            return self._texts.get(
                "duration-minutes", self._locale, minutes=str(minutes), seconds=str(rest)
            )
        return self._texts.get("duration-seconds", self._locale, seconds=str(rest))

    def _pace(self, pace: Pace) -> str:
        if pace.halt is not None:
            wait = self.duration(pace.halt_seconds)
            return self._texts.get(HALT_KEYS[pace.halt], self._locale, duration=wait)
        rate = f"{pace.rate:.1f}"
        if pace.seconds_left is None:
            return self._texts.get("progress-rate", self._locale, rate=rate)
        left = self.duration(pace.seconds_left)
        return self._texts.get("progress-rate-and-time", self._locale, rate=rate, duration=left)

    def _took(self, broadcast: Broadcast) -> str:
        started = broadcast.launched_at or broadcast.created_at
        seconds = max(1, (broadcast.finished_at or started) - started)
        return self._texts.get(
            "report-took",
            self._locale,
            duration=self.duration(seconds),
            rate=f"{broadcast.figures.sent / seconds:.1f}",
        )


def bar(figures: Figures) -> str:
    percent = min(100, max(0, figures.percent))
    done = BAR_CELLS * percent // 100
    return f"{DONE_CELL * done}{OPEN_CELL * (BAR_CELLS - done)} {percent}%"


def is_over(broadcast: Broadcast) -> bool:
    """Nothing will change any more; a cancelled one may still wait for the last answers."""
    ended = broadcast.state in (BroadcastState.FINISHED, BroadcastState.CANCELLED)
    return ended and broadcast.figures.left <= 0
