"""How a broadcast's progress, its report and its reasons are put into words."""

from collections.abc import Mapping

from broadcast.doors.forecast import Speed
from broadcast.model.broadcast import Broadcast, Figures
from broadcast.model.halt import HaltReason, Unpaid
from db.schema.reasons import FailedShare
from db.schema.states import BroadcastState, PauseReason
from handlers.admin.control.follow_ups import is_for_the_rest
from handlers.admin.progress.aftermath import Aftermath, aftermath_lines
from handlers.admin.wording.stars import in_stars
from handlers.admin.wording.titles import shown_title
from handlers.language.names import quoted
from handlers.language.texts import Texts

BAR_CELLS = 12
DONE_CELL, OPEN_CELL = "▓", "░"
WHOLE_FROM = 9.95  # messages/s: tenths of higher rates say nothing
TEN_MINUTES = 600  # seconds
DAY = 86_400  # seconds
TWO_DAYS = 2 * DAY

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
    PauseReason.UNCERTAIN: "reason-uncertain",
    PauseReason.STARS: "reason-stars",
    PauseReason.TOKEN: "reason-token",
    PauseReason.OTHER_BOT: "reason-other-bot",
    PauseReason.RESTORED: "reason-restored",
}
COUNTED = frozenset({PauseReason.FAILURES, PauseReason.UNCERTAIN})  # their detail says how many
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
        self, broadcast: Broadcast, speed: Speed, aftermath: Aftermath | None = None
    ) -> str:
        """The whole progress message; once nobody is left, the report."""
        if broadcast.is_over:
            return self.report(broadcast, aftermath or Aftermath())
        return self.progress(broadcast, speed)

    def progress(self, broadcast: Broadcast, speed: Speed) -> str:
        """Short: it is looked at many times, and a phone shows few lines."""
        lines = [*self.origin(broadcast), bar(broadcast.figures), self.figures(broadcast)]
        if broadcast.state is BroadcastState.RUNNING:
            lines += [*self._speed(speed), *self._waiting(speed)]
            if speed.unpaid is not None:
                lines.append(self._texts.get(UNPAID_KEYS[speed.unpaid], self._locale))
        elif broadcast.state is BroadcastState.PAUSED:
            lines += ["", self.reason(broadcast.pause_reason, broadcast.pause_detail)]
        return "\n".join(lines)

    def report(self, broadcast: Broadcast, aftermath: Aftermath) -> str:
        texts, locale = self._texts, self._locale
        lines = [*self.origin(broadcast), "", self.figures(broadcast), "", self._took(broadcast)]
        if broadcast.state is BroadcastState.CANCELLED and broadcast.figures.skipped:
            lines.append(texts.get("report-cancelled", locale))
        return "\n".join(lines + aftermath_lines(broadcast, aftermath, texts, locale, stays=True))

    def origin(self, broadcast: Broadcast) -> list[str]:
        """The heading, and which broadcast it sends again, if it does."""
        lines = [self.heading(broadcast)]
        if broadcast.parent_id is not None:
            number = str(broadcast.parent_id)
            if is_for_the_rest(broadcast):
                lines.append(self._texts.get("again-rest-of", self._locale, number=number))
            else:
                lines.append(self._texts.get("again-of", self._locale, number=number))
        return lines

    def heading(self, broadcast: Broadcast) -> str:
        key = HEADING_KEYS[broadcast.state]
        return self._texts.get(
            key,
            self._locale,
            title=shown_title(broadcast, self._texts, self._locale),
            number=str(broadcast.id),
        )

    def line(self, broadcast: Broadcast) -> str:
        """One line for lists of what runs."""
        figures = broadcast.figures
        return f"{self.heading(broadcast)} · {figures.percent}% ({figures.done}/{figures.total})"

    def figures(self, broadcast: Broadcast) -> str:
        """How many have it, and a line for each other outcome that there is.

        Who is left shows in the first line and the bar while it runs; later they have a line.
        """
        texts, locale, figures = self._texts, self._locale, broadcast.figures
        sent, total = str(figures.sent), str(figures.total)
        lines = [texts.get("figure-sent", locale, count=sent, total=total)]
        left = 0 if broadcast.state is BroadcastState.RUNNING else figures.left
        for text, count in (
            (texts.get("figure-blocked", locale, count=str(figures.blocked)), figures.blocked),
            (
                texts.get("figure-unreachable", locale, count=str(figures.unreachable)),
                figures.unreachable,
            ),
            (texts.get("figure-skipped", locale, count=str(figures.skipped)), figures.skipped),
            (texts.get("figure-failed", locale, count=str(figures.failed)), figures.failed),
            (
                texts.get("figure-uncertain", locale, count=str(figures.uncertain)),
                figures.uncertain,
            ),
            (texts.get("figure-left", locale, count=str(left)), left),
        ):
            if count:
                lines.append(text)
        if figures.paid:
            lines.append(texts.get("figure-spent", locale, stars=in_stars(figures.paid)))
        return "\n".join(lines)

    def in_question(self, figures: Figures) -> str:
        """How many are uncertain and failed, where there are any."""
        texts, locale = self._texts, self._locale
        lines = (
            (
                texts.get("figure-uncertain", locale, count=str(figures.uncertain)),
                figures.uncertain,
            ),
            (texts.get("figure-failed", locale, count=str(figures.failed)), figures.failed),
        )
        return "\n".join(text for text, count in lines if count)

    def reason(self, reason: PauseReason | None, detail: str | None) -> str:
        """Why it stands still, and what to do about it."""
        if reason is PauseReason.STARS and detail in tuple(Unpaid):
            return self._texts.get(STARS_KEYS[Unpaid(detail)], self._locale)
        if reason is PauseReason.RESTORED and detail:
            return self._texts.get("reason-restored-from", self._locale, moment=detail)
        text = self._texts.get(REASON_KEYS[reason or PauseReason.ADMIN], self._locale)
        if not detail:
            return text
        if reason in COUNTED and (share := FailedShare.load(detail)):
            figures = f"{text} {share.bad}/{share.of} ({share.percent}%)"
            return f"{figures}\n{self.quoted(share.words)}" if share.words else figures
        return f"{text}\n{self.quoted(detail)}"

    def quoted(self, detail: str) -> str:
        """Telegram's own words."""
        return self._texts.get("reason-detail", self._locale, detail=quoted(detail))

    def duration(self, seconds: float) -> str:
        """Rounded to what matters: nobody wants the seconds of ten minutes, nor to wait for 0 s."""
        texts, locale = self._texts, self._locale
        whole = max(1, round(seconds))
        if whole >= TWO_DAYS:
            return texts.get("duration-days", locale, count=whole // DAY)
        if whole >= TEN_MINUTES:
            whole = round(whole / 60) * 60
        hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
        if hours and minutes:
            return texts.get("duration-hours", locale, hours=str(hours), minutes=str(minutes))
        if hours:
            return texts.get("duration-whole-hours", locale, hours=str(hours))
        if minutes and rest:
            return texts.get("duration-minutes", locale, minutes=str(minutes), seconds=str(rest))
        if minutes:
            return texts.get("duration-whole-minutes", locale, minutes=str(minutes))
        return texts.get("duration-seconds", locale, seconds=str(rest))

    def _speed(self, speed: Speed) -> list[str]:
        """Nothing before the first answers: there is no speed yet."""
        texts, locale = self._texts, self._locale
        if speed.halt is not None:
            wait = self.duration(speed.halt.seconds)
            return [texts.get(HALT_KEYS[speed.halt.reason], locale, duration=wait)]
        rate = rounded(speed.rate)
        if not rate:
            return []
        if speed.seconds_left is None:
            return [texts.get("progress-rate", locale, rate=rate)]
        left = self.duration(speed.seconds_left)
        return [texts.get("progress-rate-and-time", locale, rate=rate, duration=left)]

    def _waiting(self, speed: Speed) -> list[str]:
        """Whose chats asked to wait, when that is for longer than a look at the phone."""
        if not speed.waiting:
            return []
        first = self.duration(speed.waiting_seconds)
        return [
            self._texts.get("progress-waiting", self._locale, count=speed.waiting, duration=first)
        ]

    def _took(self, broadcast: Broadcast) -> str:
        started = broadcast.launched_at or broadcast.created_at
        seconds = max(1, (broadcast.finished_at or started) - started)
        took, rate = self.duration(seconds), rounded(broadcast.figures.sent / seconds)
        if not rate:
            return self._texts.get("report-took-only", self._locale, duration=took)
        return self._texts.get("report-took", self._locale, duration=took, rate=rate)


def rounded(rate: float) -> float:
    """Messages/s as people say them: 59.8 is 60, and 0.44 is 0.4."""
    return round(rate) if rate >= WHOLE_FROM else round(rate, 1)


def bar(figures: Figures) -> str:
    percent = min(100, max(0, figures.percent))
    done = BAR_CELLS * percent // 100
    return f"{DONE_CELL * done}{OPEN_CELL * (BAR_CELLS - done)} {percent}%"
