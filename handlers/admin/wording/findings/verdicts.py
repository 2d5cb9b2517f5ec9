"""Why it is said of a lost answer that it was sent, was not, or cannot be told; and from what."""

from collections.abc import Mapping, Sequence

from broadcast.doors.reporting.findings import FoundGroup, Verdict
from db.schema.states import Found
from handlers.language.texts import Texts

MOST_SHOWN = 3  # reasons why it cannot be told

WHY_KEYS: Mapping[str, str] = {
    "no_number_missing": "found-why-no-number-missing",
    "not_found": "found-why-not-found",
    "own_data": "found-why-own-data",
    "alone": "found-why-alone",
    "not_remembered": "found-why-not-remembered",
    "too_many": "found-why-too-many",
    "unaskable": "found-why-unaskable",
    "crossed": "found-why-crossed",
    "rival": "found-why-rival",
    "shared": "found-why-shared",
    "foreign": "found-why-foreign",
    "unresolved": "found-why-unresolved",
    "perhaps_deleted": "found-why-perhaps-deleted",
    "partial": "found-why-partial",
    "too_late": "found-why-too-late",
    "not_calibrated": "found-why-not-calibrated",
    "stopped": "found-why-stopped",
    "merged": "found-why-merged",
    "erased": "found-why-erased",
}
LINE_KEYS: Mapping[Found, str] = {
    Found.SENT: "found-line-sent",
    Found.NOT_SENT: "found-line-not-sent",
    Found.UNKNOWN: "found-line-unknown",
}
COUNT_KEYS: Mapping[tuple[Found, bool], str] = {  # whether it was not to be sent any more
    (Found.SENT, False): "found-count-sent",
    (Found.NOT_SENT, False): "found-count-not-sent",
    (Found.NOT_SENT, True): "found-count-needless",
    (Found.UNKNOWN, False): "found-count-unknown",
}


def verdict_words(verdict: Verdict, texts: Texts, locale: str, *, then: str = "") -> str:
    """Behind one recipient's name: what was found, why, and from what. `then`: why they were not
    sent to after that; of both there is no room for the numbers."""
    if verdict.found is None:
        return texts.get("found-line-open", locale)
    why = _why(verdict.reason, texts, locale)
    why += "" if then else _evidence(verdict, texts, locale)
    said = texts.get(LINE_KEYS[verdict.found], locale, why=why)
    return f"{said}; {then}" if then else said


def found_lines(groups: Sequence[FoundGroup], texts: Texts, locale: str) -> list[str]:
    """What became of a broadcast's lost answers, and the most common reasons why it cannot be
    told; none where no answer was lost, or nothing is known yet."""
    counts = {key: _count(groups, key) for key in COUNT_KEYS}
    if not any(counts.values()):
        return []
    lines = [texts.get("found-title", locale)]
    lines += [
        texts.get(key, locale, count=str(counts[which]))
        for which, key in COUNT_KEYS.items()
        if counts[which]
    ]
    unknown = [one for one in groups if one.found is Found.UNKNOWN]
    lines += [
        texts.get("why-line", locale, count=str(one.count), why=_why(one.reason, texts, locale))
        for one in unknown[:MOST_SHOWN]
    ]
    if others := sum(one.count for one in unknown[MOST_SHOWN:]):
        lines.append(texts.get("why-others", locale, count=str(others)))
    return lines


def _count(groups: Sequence[FoundGroup], which: tuple[Found, bool]) -> int:
    return sum(one.count for one in groups if (one.found, one.needless) == which)


def _why(reason: str, texts: Texts, locale: str) -> str:
    return texts.get(WHY_KEYS.get(reason, "found-why-stopped"), locale)


def _evidence(verdict: Verdict, texts: Texts, locale: str) -> str:
    """Nothing where it was never looked at, or there was no number at all."""
    if verdict.low is None or verdict.high is None or verdict.high - verdict.low <= 1:
        return ""
    said = texts.get(
        "found-evidence",
        locale,
        first=str(verdict.low + 1),
        last=str(verdict.high - 1),
        missing=str(verdict.missing),
        asked=str(verdict.asked),
    )
    return f" {said}"
