"""The counts of the audience window, and others that its pictures draw, each with who they are."""

from collections.abc import Mapping

from db.audience.audience import Audience
from db.audience.conditions import FromSource, InLanguage
from db.people.whom import FoundGone, Matching, Standing
from db.schema.states import SubscriberState
from handlers.admin.choosing.reading import reader_of
from handlers.admin.context import AdminContext
from handlers.admin.navigation import Group

STATE_KEYS: Mapping[SubscriberState, str] = {
    SubscriberState.ACTIVE: "audience-active",
    SubscriberState.UNSUBSCRIBED: "audience-unsubscribed",
    SubscriberState.BLOCKED: "audience-blocked",
    SubscriberState.UNREACHABLE: "audience-unreachable",
    SubscriberState.DEACTIVATED: "audience-deactivated",
}
MOST_LANGUAGES, MOST_SOURCES = 40, 40  # the largest; the others can be asked for by a segment


async def counted_groups(admin: AdminContext) -> list[Group]:
    """Where nobody is behind a number, it is left out."""
    return [
        *await _states(admin),
        *await _found_gone(admin),
        *await _languages(admin),
        *await _sources(admin),
    ]


async def _states(admin: AdminContext) -> list[Group]:
    counts = await admin.subscribers.counts()
    return [
        Group(admin.i18n.get(key, count=str(counts[state])), Standing(state=state))
        for state, key in STATE_KEYS.items()
        if counts.get(state)
    ]


async def _found_gone(admin: AdminContext) -> list[Group]:
    """Whom the walks over the silent ones have found, the last one and those before."""
    gone = await admin.doors.cleaning.gone(since=0, until=admin.clock.time() + 1)
    label = admin.i18n.get("cleaning-gone", count=str(gone))
    return [Group(label, FoundGone())] if gone else []


async def _languages(admin: AdminContext) -> list[Group]:
    counts = await admin.subscribers.counts_by_language()
    called = language_names(counts, admin)
    return [
        Group(f"🌍 {called[code]}: {count}", _those(InLanguage(codes=(code,))))
        for code, count in list(counts.items())[:MOST_LANGUAGES]
    ]


async def _sources(admin: AdminContext) -> list[Group]:
    """Nothing where nobody came by a link."""
    counts, reader = await admin.subscribers.counts_by_source(), reader_of(admin)
    if not any(counts.keys()):
        return []
    return [
        Group(f"🔗 {reader.source(code)}: {count}", _those(FromSource(codes=(code,))))
        for code, count in list(counts.items())[:MOST_SOURCES]
    ]


def language_names(counts: Mapping[str, int], admin: AdminContext) -> dict[str, str]:
    """As the reader calls them."""
    reader = reader_of(admin)
    return {code: reader.language(code) for code in counts}


def _those(condition: InLanguage | FromSource) -> Matching:
    return Matching(audience=Audience(must=(condition,)))
