"""What the windows of a correction show."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from aiogram_dialog import DialogManager

from botapi.call import Call
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.errors import CannotMend, ContentNotSupported
from broadcast.model.mending.edits import never, stays
from broadcast.model.mending.fixed import fixed
from db.audience.audience import Audience
from db.audience.facts import CannotAsk
from db.schema.states import UNFINISHED, DeliveryState
from handlers.admin.compose.buttons.getters import shown_rows
from handlers.admin.compose.capture.getters import words_of
from handlers.admin.compose.confirm.personal import personal_lines
from handlers.admin.compose.message.contents import with_known_braces
from handlers.admin.context import AdminContext
from handlers.admin.control.why_not import (
    UNEDITABLE_KEYS,
    place_name,
    why_not_edited,
    why_not_mended,
)
from handlers.admin.mending.correcting.captions import has_caption
from handlers.admin.mending.correcting.difference import said_by, side_by_side
from handlers.admin.mending.session import MendingSession
from handlers.admin.wording.titles import message_title, shown_title
from handlers.language.names import isolated

SENT = DeliveryState.SENT
SHOWN = 250  # characters of a text and its cuts


async def correct_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, session = AdminContext.at(dialog_manager), MendingSession.of(dialog_manager)
    broadcast = await admin.doors.reports.get(session.broadcast_id)
    content = Content.load(broadcast.content)
    cannot = await _cannot(broadcast, admin)
    here = place_name(content, session.variant, session.index, admin.texts, admin.i18n.locale)
    said, unusable = _take_said(dialog_manager)
    call = content.said(session.variant).message[session.index]
    why = never(call, paid=content.paid)  # of several it is the others that can be corrected
    return {
        "said": "\n\n".join(one for one in (said, unusable) if one),
        "cannot": cannot,
        "title": _title(broadcast, call, admin),
        **_wanted(call, possible=not cannot and why is None),
        "here": here,
        "never": admin.i18n.get(UNEDITABLE_KEYS[why]) if why and not cannot else "",
        "running": broadcast.state in UNFINISHED and not cannot,
        "places": [] if cannot else _places(content, session, admin),
        "carried": content.carrier(session.variant) is not None and not cannot,
        "begun": session.is_begun and not cannot,
    }


async def buttons_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, session = AdminContext.at(dialog_manager), MendingSession.of(dialog_manager)
    broadcast = await admin.doors.reports.get(session.broadcast_id)
    rows = session.applied(Content.load(broadcast.content)).said(session.variant).buttons
    said, _unusable = _take_said(dialog_manager)
    return {"said": said, "present": "" if said else shown_rows(rows), "removable": bool(rows)}


async def compare_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, session = AdminContext.at(dialog_manager), MendingSession.of(dialog_manager)
    broadcast = await admin.doors.reports.get(session.broadcast_id)
    content = Content.load(broadcast.content)
    said, unusable = _take_said(dialog_manager)
    refused, variants = await _looked_at(broadcast, session, admin)
    return {
        "said": "\n\n".join(one for one in (said, unusable) if one),
        "above": bool(session.shown),
        "changes": "\n".join(_changes(content, session, admin)),
        "refused": refused,
        "gaps": "" if refused else await _gaps(broadcast, session, admin),
        "possible": not refused,
        "running": (running := broadcast.state in UNFINISHED and not refused),
        "over": not running and not refused,
        "count": await _people(broadcast, content, variants, admin),
        "several": len(_all_places(content)) > 1,
        "carried": content.carrier(session.variant) is not None,
    }


def _title(broadcast: Broadcast, call: Call, admin: AdminContext) -> str:
    """Of the one that is asked for; where there is but one, of the broadcast."""
    if len(_all_places(Content.load(broadcast.content))) == 1:
        return shown_title(broadcast, admin.texts, admin.i18n.locale)
    return message_title(call, admin.texts, admin.i18n.locale)


def _wanted(call: Call, *, possible: bool) -> dict[str, bool]:
    """What may be sent in its place."""
    fixed, captioned = stays(call), has_caption(call)
    return {
        "another": possible and not fixed,
        "caption": possible and not fixed and captioned,
        "caption_alone": possible and fixed and captioned,
        "buttons_alone": possible and fixed and not captioned,
    }


async def _cannot(broadcast: Broadcast, admin: AdminContext) -> str:
    """Why nothing of it can be corrected, before anybody writes a new message."""
    content = Content.load(broadcast.content)
    try:
        await admin.doors.corrections.edits(broadcast.id, content)
    except CannotMend as error:
        return why_not_mended(error, admin.texts, admin.i18n.locale)
    return "\n".join(why_not_edited(fixed(content), content, admin.texts, admin.i18n.locale))


async def _looked_at(
    broadcast: Broadcast, session: MendingSession, admin: AdminContext
) -> tuple[str, Sequence[int]]:
    """Why what was sent cannot be edited into this; and in which variants anything is edited."""
    content = Content.load(broadcast.content)
    try:
        new = await with_known_braces(session.applied(content), admin)
        edits = await admin.doors.corrections.edits(broadcast.id, new)
    except CannotMend as error:
        return why_not_mended(error, admin.texts, admin.i18n.locale), ()
    except ContentNotSupported:
        return admin.i18n.get("compose-cannot-other"), ()
    refusals = why_not_edited(edits.refusals, content, admin.texts, admin.i18n.locale)
    return "\n".join(refusals), edits.variants


async def _people(
    broadcast: Broadcast, content: Content, variants: Sequence[int], admin: AdminContext
) -> int:
    """Who has one of these variants; of a running one, who has any so far."""
    if len(variants) == len(content.numbers):
        return broadcast.figures.sent
    tallies = await admin.doors.statistics.tallies(broadcast)
    found = sum(one.people for one in tallies if one.state == SENT and one.variant in variants)
    return found if tallies else broadcast.figures.sent


async def _gaps(broadcast: Broadcast, session: MendingSession, admin: AdminContext) -> str:
    """Of whom nothing is known that it says of its reader, and what does not fit then."""
    new = await with_known_braces(session.applied(Content.load(broadcast.content)), admin)
    first = broadcast.parent_id is None
    try:
        audience = Audience.load(broadcast.audience) if first else Audience()
        return str((await personal_lines(admin, new, audience))["personal"])
    except CannotAsk:  # a tag that it asks about is gone: who has it can be corrected all the same
        return ""


def _all_places(content: Content) -> list[tuple[int, int]]:
    return [(n, index) for n in content.numbers for index in range(len(content.said(n).message))]


def _places(
    content: Content, session: MendingSession, admin: AdminContext
) -> list[tuple[str, str]]:
    """Its messages in all versions, where there are several: which are new, which is open."""
    places = _all_places(content)
    if len(places) == 1:
        return []
    changed = {one[:2] for one in session.messages}
    after, shown = session.applied(content), []
    for variant, index in places:
        name = place_name(content, variant, index, admin.texts, admin.i18n.locale)
        call = after.said(variant).message[index]
        title = message_title(call, admin.texts, admin.i18n.locale)
        mark = "✏️ " if (variant, index) in changed else ""
        eye = "👉 " if (variant, index) == (session.variant, session.index) else ""
        shown.append((f"{variant}:{index}", f"{eye}{mark}{name} · {title}"))
    return shown


def _changes(content: Content, session: MendingSession, admin: AdminContext) -> list[str]:
    """What it said, and what it will say."""
    after, texts, locale = session.applied(content), admin.texts, admin.i18n.locale
    lines = []
    for variant, index, _call in sorted(session.messages):
        before, now = (one.said(variant).message[index] for one in (content, after))
        where = place_name(content, variant, index, texts, locale)
        if said_by(before) and said_by(now):
            pair = side_by_side(said_by(before), said_by(now))
            old, new = (isolated(one, SHOWN) for one in pair)
        else:
            old, new = message_title(before, texts, locale), message_title(now, texts, locale)
        lines += [*([f"✏️ {where}"] if where else []), f"− {old}", f"+ {new}"]
    for variant, _rows in sorted(session.rows):
        where = place_name(content, variant, 0, texts, locale) if content.variants else ""
        old, new = (shown_rows(one.said(variant).buttons) or "—" for one in (content, after))
        lines += [f"🔘 {where}".rstrip(), f"− {old}", f"+ {new}"]
    return lines


def _take_said(manager: DialogManager) -> tuple[str, str]:
    """What there is to say once: in words, and why a message was not taken."""
    session = MendingSession.of(manager)
    replace(session, said=None, unusable=None, unusable_details=()).save(manager)
    unusable = ""
    if session.unusable is not None:
        unusable = words_of(session.unusable, dict(session.unusable_details), manager)
    return session.said or "", unusable
