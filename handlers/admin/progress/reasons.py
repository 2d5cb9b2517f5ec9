"""Why recipients failed or are uncertain, in plain words and in Telegram's own."""

from collections.abc import Mapping, Sequence

from broadcast.again import ReasonGroup
from broadcast.model import DeliveryState, Figures
from handlers.names import isolated
from handlers.texts import Texts

MOST_SHOWN = 3  # reasons of the failed, and as many of the uncertain
LONGEST = 120  # characters of Telegram's words

HEADING_KEYS: Mapping[DeliveryState, str] = {
    DeliveryState.FAILED: "why-failed",
    DeliveryState.UNCERTAIN: "why-uncertain",
}
# Parts of the reasons as they stand in the ledger (broadcast/outcome.py), without regard to case.
_MAY_NOT_WRITE_KEY = "why-may-not-write"
_SERVER_KEY = "why-server-trouble"
_STOPPED_KEY = "why-stopped"
WHY_KEYS: Mapping[str, str] = {
    "not enough rights": _MAY_NOT_WRITE_KEY,
    "no write access": _MAY_NOT_WRITE_KEY,
    "need administrator rights": _MAY_NOT_WRITE_KEY,
    "chat_write_forbidden": _MAY_NOT_WRITE_KEY,
    "no answer in time": "why-no-answer",
    "ended before the answer": _STOPPED_KEY,
    "stopped while": _STOPPED_KEY,
    "internal server error": _SERVER_KEY,
    "bad gateway": _SERVER_KEY,
    "not json": _SERVER_KEY,
    "is no answer": _SERVER_KEY,
}
OTHER_KEYS: Mapping[DeliveryState, str] = {
    DeliveryState.FAILED: "why-refused",
    DeliveryState.UNCERTAIN: "why-connection-lost",
}


def why_lines(
    groups: Sequence[ReasonGroup], figures: Figures, texts: Texts, locale: str
) -> list[str]:
    """For each state a heading, the commonest reasons, how many have others, and how many nobody
    looked at: of very many only the first are (broadcast/again.py)."""
    lines: list[str] = []
    for state, heading in HEADING_KEYS.items():
        of_state = [group for group in groups if group.state is state]
        merged = _by_words(of_state)
        shown = sorted(merged.items(), key=lambda item: -item[1][0])[:MOST_SHOWN]
        if not shown:
            continue
        lines += ["", texts.get(heading, locale)]
        for key, (count, detail) in shown:
            why, own = texts.get(key, locale), isolated(detail, LONGEST)
            lines.append(texts.get("why-line", locale, count=str(count), why=why, detail=own))
        looked_at = sum(group.count for group in of_state)
        others = looked_at - sum(count for _, (count, _) in shown)
        if others:
            lines.append(texts.get("why-others", locale, count=str(others)))
        if (rest := figures.in_question(state) - looked_at) > 0:
            lines.append(texts.get("why-not-looked-at", locale, count=str(rest)))
    return lines


def _by_words(groups: Sequence[ReasonGroup]) -> dict[str, tuple[int, str]]:
    """Reasons that sound alike are one: how many, and Telegram's words for most of them."""
    merged: dict[str, tuple[int, str]] = {}
    for group in sorted(groups, key=lambda one: -one.count):
        key = _key(group)
        count, detail = merged.get(key, (0, group.reason or "?"))
        merged[key] = count + group.count, detail
    return merged


def _key(group: ReasonGroup) -> str:
    words = (group.reason or "").lower()
    found = (key for part, key in WHY_KEYS.items() if part in words)
    return next(found, OTHER_KEYS[group.state])
