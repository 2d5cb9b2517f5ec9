"""What is to be known of the links: whether clicks are counted, and what stands behind each."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.text import Case, Multi

from broadcast.model.clicks.targets import is_web
from broadcast.model.content import Content
from broadcast.model.options import Clicks
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.options.actions import toggle_option
from handlers.admin.compose.preview_above import Remark, unasked
from handlers.admin.context import AdminContext
from handlers.admin.paged_list import choices
from handlers.admin.states import Compose
from handlers.admin.wording.text import T

MODE_KEYS: Mapping[Clicks, str] = {
    Clicks.OFF: "options-clicks-off",
    Clicks.TOTAL: "options-clicks-total",
    Clicks.PERSON: "options-clicks-person",
}


def links_button() -> SwitchTo:
    return SwitchTo(T("options-links"), id="links", state=Compose.options_links, when="has_links")


def has_links(content: Content) -> bool:
    """Any that a browser opens; or one of the options is on, and may have to be taken back."""
    on = content.options.utm or content.options.clicks is not Clicks.OFF
    return on or any(is_web(url) for url in content.links)


def links_window() -> Window:
    return Window(
        Multi(
            Remark(),
            T("options-links-title"),
            T("options-links-how", host="host", when="host"),
            T("options-links-unable", when="unable"),
            T("options-links-person", when="person"),
            T("options-links-utm", campaign="campaign", when="utm"),
            sep="\n\n",
        ),
        Column(choices("clicks", "modes", pick)),
        Button(
            Case({True: T("options-utm-on"), False: T("options-utm-off")}, selector="utm"),
            id="utm",
            on_click=toggle_option,
        ),
        LinkPreview(is_disabled=True),
        unasked(),
        SwitchTo(T("admin-back"), id="back", state=Compose.options_look),
        state=Compose.options_links,
        getter=links_getter,
    )


async def links_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Where nothing can be counted there is nothing to choose, but to take back what was chosen."""
    admin = AdminContext.at(dialog_manager)
    content = await (await OpenDraft.at(dialog_manager)).content()
    chosen, host = content.options.clicks, admin.doors.clicks.host
    offered = tuple(Clicks) if host or chosen is not Clicks.OFF else ()
    return {
        "host": host,
        "unable": host is None,
        "person": chosen is Clicks.PERSON,
        "utm": content.options.utm,
        "campaign": content.campaign,
        "modes": [(one.value, _label(one, chosen, admin)) for one in offered],
    }


def _label(one: Clicks, chosen: Clicks, admin: AdminContext) -> str:
    mark = "✅" if one is chosen else "⬜️"
    return f"{mark} {admin.i18n.get(MODE_KEYS[one])}"


async def pick(_: CallbackQuery, __: Any, manager: DialogManager, value: str) -> None:
    """What a button carries may be forged."""
    countable = AdminContext.at(manager).doors.clicks.host is not None
    clicks = next((one for one in Clicks if one == value and countable), Clicks.OFF)
    draft = await OpenDraft.at(manager)
    content = await draft.content()
    await draft.save(content.with_options(replace(content.options, clicks=clicks)))
