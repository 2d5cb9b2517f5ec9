"""What became of people in earlier broadcasts, and what they answered there."""

from collections.abc import Sequence
from dataclasses import replace

from broadcast.model.content import Content
from db.audience.conditions import Answered, Fate, InBroadcast
from handlers.admin.choosing.kinds.kind import Asking, Option
from handlers.admin.wording.titles import shown_title
from handlers.language.names import isolated

SHOWN = 60  # the newest broadcasts; more pages than these nobody turns
LONGEST = 40  # characters of a button's text
FATE_KIND = "fate"

FATE_KEYS = {
    Fate.GOT: "choosing-got",
    Fate.NOT_GOT: "choosing-not-got",
    Fate.UNCERTAIN: "choosing-uncertain",
}


async def broadcasts(asking: Asking) -> Sequence[Option]:
    admin = asking.admin
    found, _count = await admin.doors.reports.page(offset=0, limit=SHOWN)
    return [
        Option(
            label=admin.i18n.get(
                "broadcast-named",
                number=str(one.id),
                title=shown_title(one, admin.texts, admin.i18n.locale),
            ),
            step=replace(asking.session, kind=FATE_KIND, broadcast=one.id),
        )
        for one in found
    ]


async def fates(asking: Asking) -> Sequence[Option]:
    """And its answers, where its buttons had any."""
    admin, number = asking.admin, asking.session.broadcast or 0
    content = Content.load((await admin.doors.reports.get(number)).content)
    i18n = admin.i18n
    found = [
        Option(
            label=i18n.get(FATE_KEYS[fate]),
            condition=InBroadcast(broadcast=number, fate=fate.value),
        )
        for fate in Fate
    ]
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
