"""What admins can do, in the order in which updates are tried."""

from aiogram import Router

from handlers.admin import commands, outdated
from handlers.admin.audience.dialog import audience_dialog
from handlers.admin.audience.segments.dialog import segments_dialog
from handlers.admin.audience.tags.dialog import tags_dialog
from handlers.admin.browse.dialog import browse_dialog
from handlers.admin.choosing.dialog import choosing_dialog
from handlers.admin.compose.capture import edits
from handlers.admin.compose.dialog import compose_dialog
from handlers.admin.door.dialogs import hang_dialogs
from handlers.admin.door.gate import AdminGate, HandledInside
from handlers.admin.door.sessions import SqlStorage
from handlers.admin.drafts.dialog import drafts_dialog
from handlers.admin.fields.dialog import fields_dialog
from handlers.admin.inbox.dialog import inbox_dialog
from handlers.admin.join_places.dialog import join_places_dialog
from handlers.admin.links.dialog import links_dialog
from handlers.admin.mending.dialog import mending_dialog
from handlers.admin.menu.dialog import menu_dialog
from handlers.admin.moments.dialog import moments_dialog
from handlers.admin.notices.dialog import notices_dialog
from handlers.admin.outside.addresses.dialog import addresses_dialog
from handlers.admin.outside.dialog import outside_dialog
from handlers.admin.outside.keys.dialog import keys_dialog
from handlers.admin.people.dialog import people_dialog
from handlers.admin.planned.dialog import planned_dialog
from handlers.admin.repeating.dialog import repeating_dialog
from handlers.admin.repeating.feeds.dialog import feeds_dialog
from handlers.admin.repeating.rules.dialog import rules_dialog
from handlers.admin.series.dialog import series_dialog
from handlers.admin.settings.dialog import settings_dialog
from handlers.admin.taps import (
    answers,
    arrivals,
    bans,
    capped,
    follow_ups,
    plans,
    repeats,
    runs,
    versions,
)
from handlers.admin.team.dialog import team_dialog
from handlers.admin.templates.dialog import templates_dialog
from handlers.admin.testers.dialog import testers_dialog
from handlers.admin.topics.dialog import topics_dialog


def build_admin_router(storage: SqlStorage) -> Router:
    """To be tried before the subscribers' router: it passes on all that is not an admin's.

    `storage` keeps the dialogs' state.
    """
    router = Router(name="admin")
    gate = AdminGate(storage)
    router.errors.outer_middleware(gate)
    for observer in (router.message, router.edited_message, router.callback_query):
        observer.outer_middleware(gate)
        observer.outer_middleware(HandledInside(router))
    commands.register(router)
    for taps in (runs, plans, repeats, follow_ups, bans, answers, capped, versions, arrivals):
        taps.register(router)
    outdated.register(router)
    router.edited_message.register(edits.follow_edit, edits.is_draft_source)
    hang_dialogs(
        router,
        menu_dialog(),
        drafts_dialog(),
        planned_dialog(),
        repeating_dialog(),
        rules_dialog(),
        feeds_dialog(),
        templates_dialog(),
        series_dialog(),
        links_dialog(),
        join_places_dialog(),
        compose_dialog(),
        choosing_dialog(),
        moments_dialog(),
        browse_dialog(),
        inbox_dialog(),
        mending_dialog(),
        audience_dialog(),
        people_dialog(),
        segments_dialog(),
        tags_dialog(),
        team_dialog(),
        settings_dialog(),
        topics_dialog(),
        fields_dialog(),
        outside_dialog(),
        keys_dialog(),
        addresses_dialog(),
        testers_dialog(),
        notices_dialog(),
    )
    return router
