"""The numbers of the question before the launch, each with who they are."""

from broadcast.model.content import Content
from db.audience.audience import Audience
from db.audience.conditions import WantsTopic
from db.people.whom import HadEnough, Matching, Nameless, Planned
from handlers.admin.choosing.versions import version_groups, without_version
from handlers.admin.context import AdminContext
from handlers.admin.navigation import Group
from handlers.admin.wording.titles import letter


async def recipient_groups(
    admin: AdminContext,
    content: Content,
    audience: Audience,
    recipients: int,
    draft_id: int,
    *,
    at: int | None,
) -> list[Group]:
    """`at`: when it goes out. Raises CannotAsk."""
    everybody = admin.i18n.get("people-recipients", count=str(recipients))
    return [
        Group(everybody, Matching(audience=audience)),
        *await _unwanted(admin, audience),
        *await _capped(admin, audience, draft_id, at),
        *await _planned(admin, content, audience, draft_id),
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


async def _capped(
    admin: AdminContext, audience: Audience, draft_id: int, at: int | None
) -> list[Group]:
    most = admin.doors.caps.most
    count = 0 if most is None else await admin.doors.caps.over(draft_id, audience, at=at)
    if most is None or not count:
        return []
    label = admin.i18n.get("people-capped", count=str(count))
    return [Group(label, HadEnough(audience=audience, most=most, moment=at))]


async def _planned(
    admin: AdminContext, content: Content, audience: Audience, draft_id: int
) -> list[Group]:
    """Who gets version A to D at first, and who waits for the better one."""
    found = await admin.doors.versions.forecast(draft_id)
    if found is None:
        return []
    counts = {**dict(enumerate(found.people)), content.versions: found.waiting}
    groups = []
    for version, count in counts.items():
        if not count:
            continue
        waits = version == content.versions
        whom = Planned(
            audience=audience,
            broadcast_id=draft_id,
            versions=content.versions,
            share=content.test.share_of_each(content.versions),
            version=version,
        )
        called = admin.i18n.get("people-waiting") if waits else letter(version)
        groups.append(Group(f"🔀 {called}: {count}", whom))
    return groups


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
