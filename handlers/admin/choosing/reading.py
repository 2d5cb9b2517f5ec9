"""What the numbers in an audience are called, read for whoever reads its words."""

from collections.abc import Iterable

from broadcast.model.content import Content
from broadcast.model.errors import NoSuchBroadcast
from db.audience.audience import Audience
from db.audience.conditions import Answered, Clicked, Condition, InBroadcast, InList, WantsTopic
from handlers.admin.context import AdminContext
from handlers.admin.wording.conditions import Reader, short
from handlers.admin.wording.titles import shown_title
from handlers.language.names import isolated

LONGEST = 40  # characters of an answer's text


def reader_of(admin: AdminContext) -> Reader:
    """For conditions that name no number."""
    return Reader(texts=admin.texts, locale=admin.i18n.locale, timezone=admin.timezone)


async def reader_for(audience: Audience, admin: AdminContext) -> Reader:
    """What it names and what is there yet."""
    asked = (*audience.must, *audience.must_not)
    titles, answers = await _broadcasts(asked, audience.since, admin)
    wants_topics = audience.topic is not None or any(isinstance(one, WantsTopic) for one in asked)
    topics = await admin.doors.topics.every() if wants_topics else ()
    lists = {one.number for one in asked if isinstance(one, InList)}
    return Reader(
        texts=admin.texts,
        locale=admin.i18n.locale,
        timezone=admin.timezone,
        topics={one.id: one.name for one in topics},
        broadcasts=titles,
        answers=answers,
        lists={number: await admin.doors.lists.size(number) for number in lists},
    )


async def short_for(audience: Audience, admin: AdminContext) -> str:
    """In a few words; by its name where a segment asks exactly that."""
    asked = Audience(must=audience.must, must_not=audience.must_not)
    if audience.since is None and not asked.is_everyone:
        for segment in await admin.doors.segments.every():
            if segment.audience == asked:
                return f"📁 {isolated(segment.name, LONGEST)}"
    return short(audience, await reader_for(audience, admin))


async def topic_of(audience: Audience, admin: AdminContext) -> str | None:
    """What it is said to be about, by name; None for nothing, or for what is gone."""
    if audience.topic is None:
        return None
    names = {one.id: one.name for one in await admin.doors.topics.every()}
    name = names.get(audience.topic)
    return isolated(name, LONGEST) if name else None


async def _broadcasts(
    asked: Iterable[Condition], since: int | None, admin: AdminContext
) -> tuple[dict[int, str], dict[tuple[int, int], str]]:
    numbers = {one.broadcast for one in asked if isinstance(one, InBroadcast | Answered | Clicked)}
    titles: dict[int, str] = {}
    answers: dict[tuple[int, int], str] = {}
    for number in numbers | ({since} if since is not None else set()):
        try:
            broadcast = await admin.doors.reports.get(number)
        except NoSuchBroadcast:
            continue
        title = shown_title(broadcast, admin.texts, admin.i18n.locale)
        titles[number] = admin.i18n.get("broadcast-named", number=str(number), title=title)
        for place, button in enumerate(Content.load(broadcast.content).all_answers):
            answers[number, place] = isolated(button.text, LONGEST)
    return titles, answers
