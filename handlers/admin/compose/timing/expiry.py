"""Until when the draft may be sent: the button that asks for the moment, and the answer to it."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Case

from broadcast.model.content import Content
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.context import AdminContext
from handlers.admin.navigation import ChosenMoment, Purpose, choose_moment
from handlers.admin.wording.text import T


def expiry_button() -> Button:
    words = {True: T("options-expiry-at", moment="expiry"), False: T("options-expiry")}
    return Button(Case(dict(words), selector="expires"), id="expiry", on_click=_ask)


def expiry_options(content: Content, admin: AdminContext) -> dict[str, Any]:
    """What the window shows of it."""
    at = content.options.expires_at
    return {"expires": at is not None, "expiry": "" if at is None else admin.moment(at)}


async def take_expiry(result: ChosenMoment, draft: OpenDraft) -> None:
    if not result.is_chosen or result.purpose is not Purpose.EXPIRY:
        return
    content = await draft.content()
    await draft.save(content.with_options(replace(content.options, expires_at=result.at)))


async def _ask(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    content = await (await OpenDraft.at(manager)).content()
    known = content.options.expires_at is not None
    await choose_moment(manager, Purpose.EXPIRY, clearable=known)
