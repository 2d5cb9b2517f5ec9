"""The numbers of the question before the launch, each with who they are."""

from broadcast.model.content import Content
from db.audience.audience import Audience
from db.audience.conditions import WantsTopic
from db.people.whom import Matching, Nameless
from handlers.admin.choosing.versions import version_groups, without_version
from handlers.admin.context import AdminContext
from handlers.admin.navigation import Group


async def recipient_groups(
    admin: AdminContext, content: Content, audience: Audience, recipients: int
) -> list[Group]:
    """Raises CannotAsk."""
    everybody = admin.i18n.get("people-recipients", count=str(recipients))
    return [
        Group(everybody, Matching(audience=audience)),
        *await _unwanted(admin, audience),
        *await _versions(admin, content, audience),
        *await _nameless(admin, content, audience),
    ]


async def _unwanted(admin: AdminContext, audience: Audience) -> list[Group]:
    count = await admin.doors.counts.unwanted(audience)
    if audience.topic is None or not count:
        return []
    without = Audience(must_not=(WantsTopic(topic=audience.topic),))
    label = admin.i18n.get("people-unwanted", count=str(count))
    return [Group(label, Matching(audience=audience, within=without))]


async def _versions(admin: AdminContext, content: Content, audience: Audience) -> list[Group]:
    if not content.variants:
        return []
    counts, languages = await admin.doors.personal.spoken(audience), content.languages
    return [
        *version_groups(audience, counts, languages, admin),
        *without_version(audience, counts, languages, admin),
    ]


async def _nameless(admin: AdminContext, content: Content, audience: Audience) -> list[Group]:
    nameless = await admin.doors.personal.nameless(content, audience)
    names = await admin.doors.personal.names()
    return [
        Group(
            admin.i18n.get("people-nameless", count=str(count), field=names.get(field, field)),
            Nameless(audience=audience, field=field),
        )
        for field, count in nameless.items()
    ]
