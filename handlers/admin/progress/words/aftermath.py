"""What is said of a broadcast's failed and uncertain recipients, and of what was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from broadcast.doors.answers.answers import AnswerCount
from broadcast.doors.doors import Doors
from broadcast.doors.reporting.findings import FoundGroup
from broadcast.doors.reports import FollowUp, ReasonGroup
from broadcast.model.broadcast import Broadcast
from db.audience.audience import Audience
from db.clicks.links import LinkRow
from db.schema.states import DeliveryState, Resolution
from handlers.admin.progress.words.answers import (
    answer_lines,
    answers_of,
    departed_lines,
    departed_of,
    link_lines,
    links_of,
)
from handlers.admin.progress.words.reactions import reaction_lines, reactions_of
from handlers.admin.progress.words.reasons import why_lines
from handlers.admin.progress.words.votes import OptionVotes, vote_lines, votes_of
from handlers.admin.wording.findings.verdicts import found_lines
from handlers.language.texts import Texts

AGAIN_KEYS: Mapping[DeliveryState, str] = {
    DeliveryState.FAILED: "decided-failed-again",
    DeliveryState.UNCERTAIN: "decided-uncertain-again",
    DeliveryState.SKIPPED: "decided-rest-sent",
}
LEFT_KEYS: Mapping[DeliveryState, str] = {
    DeliveryState.FAILED: "decided-failed-left",
    DeliveryState.UNCERTAIN: "decided-uncertain-left",
    DeliveryState.SKIPPED: "decided-rest-left",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Aftermath:
    """What a report knows beside the counters."""

    reasons: Sequence[ReasonGroup] = ()
    children: Sequence[FollowUp] = ()
    votes: Sequence[OptionVotes] = ()
    answers: Sequence[AnswerCount] = ()
    departed: int = 0  # left by its button
    reactions: Sequence[tuple[str, int]] = ()  # how many of each kind
    links: Sequence[LinkRow] = ()  # that are counted
    found: Sequence[FoundGroup] = ()  # out about lost answers


async def aftermath_of(broadcast: Broadcast, doors: Doors) -> Aftermath:
    """Nothing is read before the end; where everything went well, no reasons."""
    if not broadcast.is_over:
        return Aftermath()
    figures = broadcast.figures
    asked = figures.failed or figures.uncertain or figures.cancelled
    reasons = await doors.reports.open_reasons(broadcast.id) if asked else ()
    if broadcast.mends:
        return Aftermath(reasons=reasons)
    return Aftermath(
        found=await doors.findings.tally(broadcast.id),
        reasons=reasons,
        children=await doors.reports.follow_ups(broadcast.id),
        votes=await votes_of(broadcast, doors),
        answers=await answers_of(broadcast, doors),
        departed=await departed_of(broadcast, doors),
        reactions=await reactions_of(broadcast, doors),
        links=await links_of(broadcast, doors),
    )


def aftermath_lines(
    broadcast: Broadcast,
    aftermath: Aftermath,
    texts: Texts,
    locale: str,
    *,
    stays: bool = False,
) -> list[str]:
    """The reasons, what *uncertain* means, and what was decided or is to be.

    `stays`: in a message that is not written anew when somebody votes.
    """
    figures, reasons = broadcast.figures, aftermath.reasons
    if broadcast.mends:
        return _of_mending(broadcast, reasons, texts, locale)
    lines = vote_lines(aftermath.votes, texts, locale)
    lines += answer_lines(aftermath.answers, figures, texts, locale)
    lines += reaction_lines(aftermath.reactions, texts, locale)
    lines += link_lines(aftermath.links, texts, locale)
    if lines and stays:
        lines.append(texts.get("votes-newest", locale))
    lines += departed_lines(aftermath.departed, texts, locale)
    if why := why_lines(reasons, DeliveryState.FAILED, figures, texts, locale):
        lines += ["", texts.get("why-failed", locale), *why]
    if DeliveryState.UNCERTAIN in Audience.load(broadcast.audience).again and figures.sent:
        lines += ["", texts.get("again-twice", locale)]
    if figures.uncertain:
        lines += ["", texts.get("report-uncertain", locale, count=figures.uncertain)]
        lines += why_lines(reasons, DeliveryState.UNCERTAIN, figures, texts, locale)
    if found := found_lines(aftermath.found, texts, locale):
        lines += ["", *found]
    decided = [
        line
        for state in (DeliveryState.SKIPPED, DeliveryState.FAILED, DeliveryState.UNCERTAIN)
        for line in _decided(broadcast, state, aftermath, texts, locale)
    ]
    decided += [
        texts.get("since-sent", locale, number=str(child.broadcast_id))
        for child in aftermath.children
        if not (child.states or child.winner or child.capped)
    ]
    decided += [
        texts.get("capped-sent-as", locale, number=str(child.broadcast_id))
        for child in aftermath.children
        if child.capped
    ]
    if decided:
        lines += ["", *decided]
    if broadcast.undecided:
        lines += ["", texts.get("again-question", locale)]
    return lines


def _of_mending(
    broadcast: Broadcast, reasons: Sequence[ReasonGroup], texts: Texts, locale: str
) -> list[str]:
    """Why it did not work for some, and how it is tried once more."""
    if not broadcast.figures.failed:
        return []
    why = why_lines(reasons, DeliveryState.FAILED, broadcast.figures, texts, locale)
    again = texts.get("mending-again", locale, number=str(broadcast.parent_id))
    return ["", texts.get("mending-failed", locale), *why, "", again]


def _decided(
    broadcast: Broadcast, state: DeliveryState, aftermath: Aftermath, texts: Texts, locale: str
) -> list[str]:
    if broadcast.answer(state) is Resolution.LEFT:
        return [texts.get(LEFT_KEYS[state], locale)]
    return [
        texts.get(AGAIN_KEYS[state], locale, number=str(child.broadcast_id))
        for child in aftermath.children
        if state in child.states
    ]
