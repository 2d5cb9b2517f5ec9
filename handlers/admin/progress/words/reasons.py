"""Why recipients failed or are uncertain: in words of the reader's language, and where Telegram
refused in words that nobody foresaw, in its own, quoted."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from broadcast.doors.reports import ReasonGroup
from broadcast.model.broadcast import Figures
from db.schema.reasons import OwnReason, own_reason
from db.schema.states import DeliveryState
from handlers.language.names import isolated
from handlers.language.texts import Texts

MOST_SHOWN = 3  # reasons of the failed, and as many of the uncertain
LONGEST = 120  # characters of Telegram's words

OWN_KEYS: Mapping[OwnReason, str] = {
    OwnReason.NO_ANSWER: "why-no-answer",
    OwnReason.STOPPED: "why-stopped",
    OwnReason.CONNECTION_LOST: "why-connection-lost",
    OwnReason.BAD_ANSWER: "why-unreadable-answer",
    OwnReason.FAULT: "why-fault",
    OwnReason.RESTORED: "why-restored",
}
# Parts of Telegram's answers, without regard to case.
_MAY_NOT_WRITE_KEY = "why-may-not-write"
_TOPIC_KEY = "why-topic-gone"
_SERVER_KEY = "why-server-trouble"
WHY_KEYS: Mapping[str, str] = {
    "not enough rights": _MAY_NOT_WRITE_KEY,
    "no write access": _MAY_NOT_WRITE_KEY,
    "need administrator rights": _MAY_NOT_WRITE_KEY,
    "chat_write_forbidden": _MAY_NOT_WRITE_KEY,
    "thread not found": _TOPIC_KEY,
    "topic_closed": _TOPIC_KEY,
    "topic_deleted": _TOPIC_KEY,
    "internal server error": _SERVER_KEY,
    "bad gateway": _SERVER_KEY,
}
OTHER_KEYS: Mapping[DeliveryState, str] = {
    DeliveryState.FAILED: "why-refused",
    DeliveryState.UNCERTAIN: "why-unreadable-answer",
}


class Why(NamedTuple):
    """A reason as it is told; two that read alike are the same."""

    key: str
    quoted: str | None = None  # Telegram's words, where the key alone says too little

    @classmethod
    def of(cls, reason: str | None, state: DeliveryState) -> "Why":
        reason = reason or ""
        own = own_reason(reason)
        if own is not None:
            return cls(OWN_KEYS[own])
        words = reason.lower()
        known = next((key for part, key in WHY_KEYS.items() if part in words), None)
        return cls(known) if known else cls(OTHER_KEYS[state], reason or None)

    def said(self, texts: Texts, locale: str, count: int) -> str:
        """A line of a list: so many for this reason."""
        why = texts.get(self.key, locale)
        if self.quoted is None:
            return texts.get("why-line", locale, count=str(count), why=why)
        words = isolated(self.quoted, LONGEST)
        return texts.get("why-line-words", locale, count=str(count), why=why, detail=words)

    def of_one(self, texts: Texts, locale: str) -> str:
        """What is said behind one recipient's name."""
        return (
            texts.get(self.key, locale) if self.quoted is None else isolated(self.quoted, LONGEST)
        )


def why_lines(
    groups: Sequence[ReasonGroup], state: DeliveryState, figures: Figures, texts: Texts, locale: str
) -> list[str]:
    """The most common reasons of a state, how many have others, and how many nobody looked at: of
    very many only the first are (broadcast/doors/follow_ups.py)."""
    counts: dict[Why, int] = {}
    for group in groups:
        if group.state is state:
            why = Why.of(group.reason, state)
            counts[why] = counts.get(why, 0) + group.count
    shown = sorted(counts.items(), key=lambda item: -item[1])[:MOST_SHOWN]
    lines = [why.said(texts, locale, count) for why, count in shown]
    looked_at = sum(counts.values())
    if others := looked_at - sum(count for _, count in shown):
        lines.append(texts.get("why-others", locale, count=str(others)))
    if shown and (rest := figures.in_question(state) - looked_at) > 0:
        lines.append(texts.get("why-not-looked-at", locale, count=str(rest)))
    return lines
