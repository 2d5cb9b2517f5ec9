"""What the question before the launch shows."""

from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.clicks.targets import is_web
from broadcast.model.content import Content
from broadcast.model.options import Clicks
from db.audience.audience import Audience
from db.audience.facts import CannotAsk
from handlers.admin.choosing.getters import lines_of
from handlers.admin.choosing.reading import reader_for
from handlers.admin.compose.confirm.caps import cap_lines
from handlers.admin.compose.confirm.costs import costs
from handlers.admin.compose.confirm.counts import confirmation
from handlers.admin.compose.confirm.hours import hour_lines
from handlers.admin.compose.confirm.languages import language_lines
from handlers.admin.compose.confirm.personal import personal_lines
from handlers.admin.compose.confirm.versions import version_lines
from handlers.admin.compose.notes import NOTE_KEYS
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.session import DraftSession
from handlers.admin.compose.timing.own_clocks import own_clocks
from handlers.admin.context import AdminContext
from handlers.admin.wording.missing import why_not_asked
from handlers.admin.wording.options import options_line


async def confirm_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, draft = AdminContext.at(dialog_manager), await OpenDraft.at(dialog_manager)
    content, note = await draft.content(), draft.remarks.take_note()
    audience = Audience.load((await draft.stored()).audience)
    chosen = await _chosen(draft, admin, audience, at=DraftSession.of(dialog_manager).at)
    recipients = chosen.pop("recipients") - chosen.pop("missing")
    most = admin.doors.forecast.most_recipients(content)
    too_many = most is not None and recipients > most
    if too_many:
        chosen["cannot"] = admin.i18n.get(
            "forwards-too-many", count=str(recipients), most=str(most)
        )
    personal = await personal_lines(admin, content, audience if recipients else None)
    confirmed = confirmation(dialog_manager, 0 if too_many else recipients, draft.draft_id)
    return {
        **chosen,
        **personal,
        **confirmed,
        "recipients": recipients,
        "asked": recipients or chosen["all_capped"],
        "how": _how(personal, confirmed),
        "too_many": too_many,
        "forwards": content.forwards > 0 and not too_many,
        "unseen": not draft.is_shown,
        "note": None if note is None else admin.i18n.get(NOTE_KEYS[note]),
        "options": options_line(content, admin.texts, admin.i18n.locale, admin.moment),
        "clicks": _clicks(content, admin),
        **await costs(admin, content, recipients),
        **await _clocks(dialog_manager, audience, content, recipients),
        "versions": await version_lines(admin, content, draft.draft_id) if recipients else "",
        "languages": await language_lines(admin, content, audience) if recipients else "",
    }


async def _clocks(
    manager: DialogManager, audience: Audience, content: Content, recipients: int
) -> dict[str, Any]:
    """Everybody's own, or those of quiet hours."""
    own = await own_clocks(manager, audience, recipients)
    if own["own"] or not recipients:
        return {**own, "hours": ""}
    admin, at = AdminContext.at(manager), DraftSession.of(manager).at
    return {**own, "hours": await hour_lines(admin, audience, content, recipients, at=at)}


def _clicks(content: Content, admin: AdminContext) -> str:
    """People will see where its links lead over."""
    host, clicks = admin.doors.clicks.host, content.options.clicks
    if clicks is Clicks.OFF or not any(is_web(url) for url in content.links):
        return ""
    if host is None:
        return admin.i18n.get("confirm-clicks-unable")
    return admin.i18n.get("confirm-clicks", host=host, by=clicks.value)


def _how(personal: dict[str, Any], confirmed: dict[str, Any]) -> str:
    """What the button that confirms it says."""
    if personal["nameless"]:
        return "anyway"
    return "plan" if confirmed["later"] else "launch"


async def _chosen(
    draft: OpenDraft, admin: AdminContext, audience: Audience, *, at: int | None
) -> dict[str, Any]:
    """Whom it is for, in words where it is not everyone, how many that are now, and how many of
    them do not get it because of the cap."""
    reader = await reader_for(audience, admin)
    try:
        recipients = await admin.doors.forecast.audience_size(draft.draft_id)
        unwanted = await admin.doors.counts.unwanted(audience)
        capped = await cap_lines(admin, audience, draft.draft_id, recipients, at=at)
    except CannotAsk as cannot:
        why = why_not_asked(cannot, reader)
        nobody = {"recipients": 0, "whom": "", "narrowed": False, "unwanted": "", "capped": ""}
        unasked = {"over_cap": False, "missing": 0, "all_capped": False}
        return {**nobody, **unasked, "cannot": why}
    skipped = reader.say("choosing-unwanted", count=unwanted) if unwanted else ""
    return {
        "recipients": recipients,
        "cannot": "",
        "narrowed": not audience.is_everyone,
        "whom": "" if audience.is_everyone else "\n".join(lines_of(audience, reader)),
        "unwanted": skipped,
        **capped,
    }
