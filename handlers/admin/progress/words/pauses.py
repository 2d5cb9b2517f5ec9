"""Why a broadcast stands still, and what to do about it."""

from collections.abc import Mapping
from contextlib import suppress

from broadcast.model.broadcast import Broadcast
from broadcast.model.halt import Unpaid
from db.audience.facts import CannotAsk
from db.schema.reasons import FailedShare
from db.schema.states import PauseReason, RunKind
from handlers.language.names import isolated, quoted
from handlers.language.texts import Texts

REASON_KEYS: Mapping[PauseReason, str] = {
    PauseReason.ADMIN: "reason-admin",
    PauseReason.CONTENT: "reason-content",
    PauseReason.FAILURES: "reason-failures",
    PauseReason.UNCERTAIN: "reason-uncertain",
    PauseReason.STARS: "reason-stars",
    PauseReason.TOKEN: "reason-token",
    PauseReason.OTHER_BOT: "reason-other-bot",
    PauseReason.MENDING: "reason-mending",
    PauseReason.AUDIENCE: "reason-audience",
    PauseReason.RESTORED: "reason-restored",
}
# A step of a series is not cancelled: it is replaced there, or removed.
STEP_KEYS: Mapping[PauseReason, str] = {
    **REASON_KEYS,
    PauseReason.CONTENT: "reason-content-step",
    PauseReason.FAILURES: "reason-failures-step",
    PauseReason.UNCERTAIN: "reason-uncertain-step",
}
LONGEST = 64  # characters of what is gone
COUNTED = frozenset({PauseReason.FAILURES, PauseReason.UNCERTAIN})  # their detail says how many
STARS_KEYS: Mapping[Unpaid, str] = {
    Unpaid.CAP: "reason-stars-cap",
    Unpaid.BALANCE: "reason-stars",
    Unpaid.UNKNOWN: "reason-stars",
    Unpaid.REFUSED: "reason-stars-refused",
}


def pause_words_of(broadcast: Broadcast, texts: Texts, locale: str) -> str:
    """Of one that stands still."""
    reason, detail = broadcast.pause_reason, broadcast.pause_detail
    if broadcast.kind is RunKind.EDIT and reason is PauseReason.CONTENT:
        text = texts.get("reason-content-edit", locale)
        return f"{text}\n{_quoted(detail, texts, locale)}" if detail else text
    return pause_words(reason, detail, texts, locale, step=broadcast.series_id is not None)


def paused_itself(broadcast: Broadcast, title: str, texts: Texts, locale: str) -> str:
    """The heading of the news."""
    if broadcast.series_id is not None:
        return texts.get("notice-step-paused-itself", locale, title=title)
    return texts.get("notice-paused-itself", locale, title=title)


def pause_words(
    reason: PauseReason | None, detail: str | None, texts: Texts, locale: str, *, step: bool = False
) -> str:
    """`detail` as it stands beside the reason: a code, a share, or Telegram's own words. `step`: it
    is one of a series."""
    if reason is PauseReason.STARS and detail in tuple(Unpaid):
        return texts.get(STARS_KEYS[Unpaid(detail)], locale)
    if reason is PauseReason.RESTORED and detail:
        return texts.get("reason-restored-from", locale, moment=detail)
    if reason is PauseReason.AUDIENCE:
        return _about_audience(detail or "", texts, locale)
    keys = STEP_KEYS if step else REASON_KEYS
    text = texts.get(keys[reason or PauseReason.ADMIN], locale)
    if not detail:
        return text
    if reason in COUNTED and (share := FailedShare.load(detail)):
        figures = f"{text} {share.bad}/{share.of} ({share.percent}%)"
        return f"{figures}\n{_quoted(share.words, texts, locale)}" if share.words else figures
    return f"{text}\n{_quoted(detail, texts, locale)}"


def _about_audience(detail: str, texts: Texts, locale: str) -> str:
    missing, name = "other", detail
    with suppress(ValueError):
        gone = CannotAsk.load(detail)
        missing, name = gone.missing.value, gone.name
    return texts.get("reason-audience", locale, missing=missing, name=isolated(name, LONGEST))


def _quoted(words: str, texts: Texts, locale: str) -> str:
    """Telegram's own words."""
    return texts.get("reason-detail", locale, detail=quoted(words))
