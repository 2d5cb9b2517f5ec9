"""A broadcast that deletes itself some hours after its end: the button, and its window."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Group, SwitchTo
from aiogram_dialog.widgets.text import Multi

from broadcast.model.content import Content
from broadcast.model.options import DELETES_AFTER
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import Remark, unasked
from handlers.admin.context import AdminContext
from handlers.admin.paged_list import choices
from handlers.admin.states import Compose
from handlers.admin.wording.durations import HOUR, shown_wait
from handlers.admin.wording.text import T

NEVER = 0  # hours


def deletion_button() -> tuple[SwitchTo, SwitchTo]:
    """It says after how long, where that is chosen."""
    return (
        SwitchTo(T("deletes-never"), id="stays", state=Compose.deletion, when="stays"),
        SwitchTo(
            T("deletes-after", duration="deletes_after"),
            id="deletes",
            state=Compose.deletion,
            when="deletes_after",
        ),
    )


def deletion_options(content: Content, admin: AdminContext) -> dict[str, Any]:
    """What the windows of the options show of it."""
    hours = content.options.delete_after
    return {"stays": not hours, "deletes_after": _length(hours, admin) if hours else ""}


def deletion_window() -> Window:
    return Window(
        Multi(Remark(), T("deletes-how"), T("deletes-dice", when="dice"), sep="\n\n"),
        Group(choices("hours", "lengths", pick_hours, int), width=2),
        Button(T("deletes-no"), id="never", on_click=keep, when="deletes_after"),
        unasked(),
        SwitchTo(T("admin-back"), id="back", state=Compose.options_hours),
        state=Compose.deletion,
        getter=deletion_getter,
    )


async def deletion_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    content = await (await OpenDraft.at(dialog_manager)).content()
    return {
        **deletion_options(content, admin),
        # Bot API: one in a private chat can be deleted only when it is older than a day.
        "dice": any(call.method == "sendDice" for call in content.message),
        "lengths": [(hours, _length(hours, admin)) for hours in DELETES_AFTER],
    }


async def pick_hours(_: CallbackQuery, __: Any, manager: DialogManager, hours: int) -> None:
    """What a button carries may be forged."""
    await _set(manager, hours if hours in DELETES_AFTER else NEVER)


async def keep(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _set(manager, NEVER)


async def _set(manager: DialogManager, hours: int) -> None:
    draft = await OpenDraft.at(manager)
    content = await draft.content()
    await draft.save(content.with_options(replace(content.options, delete_after=hours)))
    await manager.switch_to(Compose.options_hours)


def _length(hours: int, admin: AdminContext) -> str:
    return shown_wait(hours * HOUR, admin.texts, admin.i18n.locale)
