"""What people did with a broadcast's buttons and links, as reports and cards show it."""

from collections.abc import Sequence

from broadcast.doors.answers.answers import AnswerCount
from broadcast.doors.doors import Doors
from broadcast.model.broadcast import Broadcast, Figures
from broadcast.model.content import Content
from broadcast.model.options import Clicks
from db.clicks.links import LinkRow
from handlers.admin.wording.titles import shown_link
from handlers.language.names import isolated
from handlers.language.texts import Texts

LONGEST = 60  # characters of a button's text
MOST_SHOWN = 20  # answers; a report must fit into a message


async def answers_of(broadcast: Broadcast, doors: Doors) -> Sequence[AnswerCount]:
    """Of each answer button; nothing where there is none."""
    content = Content.load(broadcast.content)
    if broadcast.run_id is None or not content.all_answers:
        return ()
    return await doors.answers.counts(broadcast.run_id, content)


async def departed_of(broadcast: Broadcast, doors: Doors) -> int:
    """How many left by its button."""
    if broadcast.run_id is None or not Content.load(broadcast.content).options.unsubscribe:
        return 0
    return await doors.departures.count(broadcast.run_id)


async def links_of(broadcast: Broadcast, doors: Doors) -> Sequence[LinkRow]:
    """Those that are counted."""
    counts = Content.load(broadcast.content).options.clicks is not Clicks.OFF
    return await doors.clicks.of(broadcast.run_id) if counts and broadcast.run_id else ()


def link_lines(links: Sequence[LinkRow], texts: Texts, locale: str) -> list[str]:
    """How often each was followed; where people are told apart, by how many."""
    if not links:
        return []
    clicks = sum(one.clicks for one in links)
    lines = ["", texts.get("clicks-title", locale, count=clicks)]
    for one in links[:MOST_SHOWN]:
        key = "clicks-line-people" if one.people else "clicks-line"
        url, count, people = shown_link(one.url), str(one.clicks), str(one.people)
        lines.append(texts.get(key, locale, url=url, count=count, people=people))
    if more := len(links[MOST_SHOWN:]):
        lines.append(texts.get("clicks-more", locale, count=more))
    return lines


def answer_lines(
    counts: Sequence[AnswerCount], figures: Figures, texts: Texts, locale: str
) -> list[str]:
    """How many of those who got it chose each; strangers apart, where there are any."""
    if not counts:
        return []
    answered = sum(one.tally.recipients for one in counts)
    lines = [
        "",
        texts.get("answers-title", locale, count=answered, share=_share(answered, figures)),
    ]
    for one in counts[:MOST_SHOWN]:
        count = one.tally.recipients
        lines.append(
            texts.get(
                "answers-line",
                locale,
                answer=isolated(one.text, LONGEST),
                count=str(count),
                share=_share(count, figures),
            )
        )
    if strangers := sum(one.tally.strangers for one in counts):
        lines.append(texts.get("answers-strangers", locale, count=strangers))
    return lines


def departed_lines(departed: int, texts: Texts, locale: str) -> list[str]:
    return ["", texts.get("departed-line", locale, count=departed)] if departed else []


def _share(count: int, figures: Figures) -> str:
    """Of those who got it, in percent; those count, too, who may have got it."""
    got_it = figures.sent + figures.uncertain
    percent = 100 * count / got_it if got_it else 0.0
    return f"{percent:.1f}" if 0 < percent < 10 else str(round(percent))
