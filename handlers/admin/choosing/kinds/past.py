"""What became of people in earlier broadcasts, and what they answered there."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.errors import NoSuchBroadcast
from broadcast.model.options import Clicks
from db.audience.conditions import Answered, Clicked, Fate, InBroadcast
from handlers.admin.choosing.kinds.kind import Asking, Led, Option, Refused
from handlers.admin.choosing.session import ChoosingSession
from handlers.admin.wording.titles import shown_link, shown_title
from handlers.language.names import isolated

SHOWN = 60  # broadcasts at a time: what is shown is read for each page of eight
LONGEST_NUMBER = 18  # digits that the database has room for
LONGEST = 40  # characters of a button's text
MOST_LINKS = 20
FATE_KIND = "fate"

FATE_KEYS = {
    Fate.GOT: "choosing-got",
    Fate.NOT_GOT: "choosing-not-got",
    Fate.UNCERTAIN: "choosing-uncertain",
    Fate.CAPPED: "choosing-capped",
}


async def broadcasts(asking: Asking) -> Sequence[Option]:
    """Newest first; the row below the last one leads to those before it."""
    admin, session = asking.admin, asking.session
    words, above = session.wanted, session.above
    found, count = await _page(asking, words, above)
    options = [
        Option(
            label=admin.i18n.get(
                "broadcast-named",
                number=str(one.id),
                title=shown_title(one, admin.texts, admin.i18n.locale),
            ),
            step=_of(asking, one.id),
        )
        for one in found
    ]
    if above + SHOWN < count:
        older = replace(session, above=above + SHOWN)
        options.append(Option(label=admin.i18n.get("browse-older"), step=older))
    if above:
        newer = replace(session, above=max(0, above - SHOWN))
        options.insert(0, Option(label=admin.i18n.get("browse-newer"), step=newer))
    if words is not None:
        everything = replace(session, wanted=None, above=0)
        options.append(Option(label=admin.i18n.get("choosing-all-broadcasts"), step=everything))
    return options


async def read_broadcast(text: str, asking: Asking) -> Led | Refused:
    """A number, or words of a title."""
    admin, words = asking.admin, " ".join(text.split())
    number = words.removeprefix("#")
    if number.isdecimal() and len(number) <= LONGEST_NUMBER:
        with suppress(NoSuchBroadcast):
            if (await admin.doors.reports.get(int(number))).run_id is not None:
                return Led(_of(asking, int(number)))
    found, count = await _page(asking, words, 0)
    if not count:
        return Refused(admin.i18n.get("choosing-no-broadcast", words=isolated(words, LONGEST)))
    if count == 1:
        return Led(_of(asking, found[0].id))
    return Led(replace(asking.session, wanted=words, above=0))


async def _page(asking: Asking, words: str | None, above: int) -> tuple[Sequence[Broadcast], int]:
    reports = asking.admin.doors.reports
    if words is None:
        return await reports.page(offset=above, limit=SHOWN)
    return await reports.titled(words, offset=above, limit=SHOWN)


def _of(asking: Asking, number: int) -> ChoosingSession:
    """The step to what became of people there."""
    return replace(asking.session, kind=FATE_KIND, broadcast=number)


async def fates(asking: Asking) -> Sequence[Option]:
    """And its answers, where its buttons had any."""
    admin, number = asking.admin, asking.session.broadcast or 0
    broadcast = await admin.doors.reports.get(number)
    content = Content.load(broadcast.content)
    i18n = admin.i18n
    found = [
        Option(
            label=i18n.get(FATE_KEYS[fate]),
            condition=InBroadcast(broadcast=number, fate=fate.value),
        )
        for fate in Fate
        if fate is not Fate.CAPPED or broadcast.figures.capped
    ]
    if content.options.clicks is Clicks.PERSON:
        found += await _links(asking, broadcast)
    answers = content.all_answers
    if not answers:
        return found
    found += [
        Option(
            label=i18n.get("choosing-answered-so", answer=isolated(one.text, LONGEST)),
            condition=Answered(broadcast=number, buttons=(place,)),
        )
        for place, one in enumerate(answers)
    ]
    any_of_them, none = Answered(broadcast=number), Answered(broadcast=number, silent=True)
    return [
        *found,
        Option(label=i18n.get("choosing-answered"), condition=any_of_them),
        Option(label=i18n.get("choosing-silent"), condition=none),
    ]


async def _links(asking: Asking, broadcast: Broadcast) -> Sequence[Option]:
    """Whoever followed any of them, and each; where there is one, that one."""
    i18n, number = asking.admin.i18n, broadcast.id
    links = await asking.admin.doors.clicks.of(broadcast.run_id or 0)
    some = [
        Option(
            label=i18n.get("choosing-clicked-link", url=shown_link(one.url)),
            condition=Clicked(broadcast=number, url=one.url),
        )
        for one in links[:MOST_LINKS]
    ]
    if len(links) == 1:
        return some
    any_of_them = Option(label=i18n.get("choosing-clicked"), condition=Clicked(broadcast=number))
    return [*some, any_of_them] if links else []
