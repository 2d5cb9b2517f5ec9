"""How a broadcast's progress, its report and its reasons are put into words."""

from collections.abc import Mapping

from broadcast.engine import Halt
from broadcast.forecast import Speed
from broadcast.model import Broadcast, BroadcastState, Figures, PauseReason
from broadcast.purse import Unpaid
from handlers.admin.progress.aftermath import Aftermath, aftermath_lines
from handlers.admin.stars import in_stars
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
STARS_KEYS: Mapping[Unpaid, str] = {
    Unpaid.CAP: "reason-stars-cap",
    Unpaid.BALANCE: "reason-stars",
    Unpaid.UNKNOWN: "reason-stars",
    Unpaid.REFUSED: "reason-stars-refused",
}
UNPAID_KEYS: Mapping[Unpaid, str] = {
    Unpaid.CAP: "unpaid-cap",
    Unpaid.BALANCE: "unpaid-balance",
    Unpaid.UNKNOWN: "unpaid-unknown",
    Unpaid.REFUSED: "unpaid-refused",
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

    def message(
        self, broadcast: Broadcast, speed: Speed, aftermath: Aftermath | None = None
    ) -> str:
        """The whole progress message; once nobody is left, the report."""
        if broadcast.is_over:
            return self.report(broadcast, aftermath or Aftermath())
        return self.progress(broadcast, speed)

    def progress(self, broadcast: Broadcast, speed: Speed) -> str:
        lines = [*self.origin(broadcast), bar(broadcast.figures), "", self.figures(broadcast)]
        if broadcast.state is BroadcastState.RUNNING:
            lines += ["", self._speed(speed)]
            if speed.unpaid is not None:
                lines.append(self._texts.get(UNPAID_KEYS[speed.unpaid], self._locale))
        elif broadcast.state is BroadcastState.PAUSED:
            lines += ["", self.reason(broadcast.pause_reason, broadcast.pause_detail)]
        return "\n".join(lines)

    def report(self, broadcast: Broadcast, aftermath: Aftermath) -> str:
        texts, locale = self._texts, self._locale
        lines = [*self.origin(broadcast), "", self.figures(broadcast), "", self._took(broadcast)]
        if broadcast.state is BroadcastState.CANCELLED:
            lines.append(texts.get("report-cancelled", locale))
            if broadcast.pause_reason not in (None, PauseReason.ADMIN):
                lines.append(self.reason(broadcast.pause_reason, broadcast.pause_detail))
        return "\n".join(lines + aftermath_lines(broadcast, aftermath, texts, locale))

    def origin(self, broadcast: Broadcast) -> list[str]:
        """The heading, and which broadcast it sends again, if it does."""
        lines = [self.heading(broadcast)]
        if broadcast.parent_id is not None:
            number = str(broadcast.parent_id)
            lines.append(self._texts.get("again-of", self._locale, number=number))
        return lines

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
        """A line for each outcome, how many have none yet, and what was paid."""
        texts, locale, figures = self._texts, self._locale, broadcast.figures
        spent = texts.get("figure-spent", locale, stars=in_stars(figures.paid))
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
                *([spent] if figures.paid else []),
            )
        )

    def reason(self, reason: PauseReason | None, detail: str | None) -> str:
        """Why it stands still, and what to do about it."""
        if reason is PauseReason.STARS and detail in tuple(Unpaid):
            return self._texts.get(STARS_KEYS[Unpaid(detail)], self._locale)
        text = self._texts.get(REASON_KEYS[reason or PauseReason.ADMIN], self._locale)
        return f"{text}\n{self.quoted(detail)}" if detail else text

    def quoted(self, detail: str) -> str:
        """Telegram's or the system's own words."""
        return self._texts.get("reason-detail", self._locale, detail=detail)

    def duration(self, seconds: float) -> str:
        """Rounded to what matters: nobody wants the seconds of three hours, nor to wait for 0 s."""
        whole = max(1, round(seconds))
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

    def _speed(self, speed: Speed) -> str:
        if speed.halt is not None:
            wait = self.duration(speed.halt_seconds)
            return self._texts.get(HALT_KEYS[speed.halt], self._locale, duration=wait)
        rate = f"{speed.rate:.1f}"
        if speed.seconds_left is None:
            return self._texts.get("progress-rate", self._locale, rate=rate)
        left = self.duration(speed.seconds_left)
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
