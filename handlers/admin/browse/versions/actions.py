"""What a tap in the window of a broadcast's versions does."""

from contextlib import suppress
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.errors import MoveNotAllowed, NobodyToSendTo
from handlers.admin.browse.page import choose_version, chosen_version, opened
from handlers.admin.browse.versions.groups import version_groups
from handlers.admin.context import AdminContext
from handlers.admin.control.versions import Choice, decide, wait_longer
from handlers.admin.navigation import show_groups
from handlers.admin.states import Browse


async def show_tried(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Whom the numbers side by side count, and who waits."""
    admin = AdminContext.at(manager)
    standing = await admin.doors.versions.standing(opened(manager))
    if standing is not None:
        broadcast = await admin.doors.reports.get(opened(manager))
        await show_groups(manager, version_groups(broadcast, standing, admin))


async def choose(_: CallbackQuery, __: Any, manager: DialogManager, version: int) -> None:
    """It is asked about first. `version` is what the button says: it may be forged."""
    standing = await AdminContext.at(manager).doors.versions.standing(opened(manager))
    if standing is not None and version in range(len(standing.figures)):
        choose_version(manager, Choice(version))
        await manager.switch_to(Browse.version_sure)


async def choose_none(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    choose_version(manager, Choice(None))
    await manager.switch_to(Browse.version_sure)


async def send_for_sure(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The card, shown anew, says what became of it; the new broadcast's progress is shown below."""
    admin = AdminContext.at(manager)
    await manager.switch_to(Browse.card)
    with suppress(MoveNotAllowed, NobodyToSendTo):  # somebody else was faster, or the engine
        child = await decide(
            chosen_version(manager),
            opened(manager),
            by=await admin.actor(),
            versions=admin.doors.versions,
        )
        if child is not None:
            await admin.show_progress(child.id)


async def wait(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin = AdminContext.at(manager)
    actor = await admin.access.require(admin.user_id)
    standing = await admin.doors.versions.standing(opened(manager))
    if standing is not None:
        with suppress(MoveNotAllowed):
            await wait_longer(standing, admin.clock.time(), by=actor, versions=admin.doors.versions)
