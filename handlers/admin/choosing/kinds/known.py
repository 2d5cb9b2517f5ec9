"""What is known of people beside their row: tags, custom fields, topics."""

from collections.abc import Sequence
from dataclasses import replace

from db.audience.conditions import FieldIs, FieldTest, Tagged, WantsTopic
from handlers.admin.choosing.kinds.kind import Asking, Option, Refused, Taken
from handlers.language.names import isolated

LONGEST = 64  # characters of a name on a button
VALUES_KIND = "field-value"


async def tags(asking: Asking) -> Sequence[Option]:
    return [
        Option(
            label=isolated(one.name, LONGEST), count=one.count, condition=Tagged(names=(one.name,))
        )
        for one in await asking.admin.doors.tags.every()
    ]


async def read_tag(text: str, asking: Asking) -> Taken | Refused:
    """A typo offers the nearest."""
    found = await asking.admin.doors.tags.find(text)
    if found is not None:
        return Taken(Tagged(names=(found.name,)))
    i18n, typed = asking.admin.i18n, isolated(text, LONGEST)
    near = await asking.admin.doors.tags.nearest(text)
    if near is None:
        return Refused(i18n.get("choosing-no-tag", name=typed))
    return Refused(i18n.get("choosing-no-tag-near", name=typed, near=isolated(near, LONGEST)))


async def fields(asking: Asking) -> Sequence[Option]:
    step = replace(asking.session, kind=VALUES_KIND)
    return [
        Option(
            label=isolated(one.name, LONGEST), count=one.count, step=replace(step, field=one.name)
        )
        for one in await asking.admin.doors.fields.every()
    ]


async def field_values(asking: Asking) -> Sequence[Option]:
    """The commonest values; another one is typed."""
    name, session = asking.session.field or "", asking.session
    i18n = asking.admin.i18n
    negate = "choosing-field-is" if session.negated else "choosing-field-is-not"
    is_set = FieldIs(name=name, test=FieldTest.IS_SET)
    return [
        Option(label=i18n.get("choosing-field-set"), condition=is_set),
        Option(label=i18n.get(negate), step=replace(session, negated=not session.negated)),
        *(
            Option(
                label=isolated(one.value, LONGEST),
                count=one.count,
                condition=_of_value(asking, one.value),
            )
            for one in await asking.admin.doors.fields.values(name)
        ),
    ]


async def read_value(text: str, asking: Asking) -> Taken | Refused:
    value = " ".join(text.split())
    if not 0 < len(value) <= LONGEST:
        return Refused(asking.admin.i18n.get("choosing-bad-value"))
    return Taken(_of_value(asking, value))


async def topics(asking: Asking) -> Sequence[Option]:
    return [
        Option(label=isolated(one.name, LONGEST), condition=WantsTopic(topic=one.id))
        for one in await asking.admin.doors.topics.every()
    ]


def _of_value(asking: Asking, value: str) -> FieldIs:
    test = FieldTest.IS_NOT if asking.session.negated else FieldTest.IS
    return FieldIs(name=asking.session.field or "", test=test, value=value)
