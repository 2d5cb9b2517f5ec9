"""The option Paid: switched on with a cap in Stars, and what happens when they are spent."""

from dataclasses import replace

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.options import Options, WhenSpent
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.states import Compose
from handlers.admin.wording.stars import read_cap

QUICK_ID = "cap_"  # and the number of Stars


async def toggle_paid(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Paying begins with a cap; one that was chosen before is kept."""
    options = await _options(manager)
    if options.paid:
        await _save(manager, replace(options, paid=False))
    elif options.stars_cap:
        await _save(manager, replace(options, paid=True))
    else:
        await manager.switch_to(Compose.stars)


async def toggle_when_spent(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    options = await _options(manager)
    other = WhenSpent.FREE if options.when_spent is WhenSpent.PAUSE else WhenSpent.PAUSE
    await _save(manager, replace(options, when_spent=other))


async def pick_cap(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The button's id ends with the number."""
    await _set_cap(manager, int(str(button.widget_id).removeprefix(QUICK_ID)))


async def take_cap(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    stars = read_cap(message.text or "")
    if stars is None:
        (await OpenDraft.at(manager)).remarks.refuse_cap()
    else:
        await _set_cap(manager, stars)


async def _set_cap(manager: DialogManager, stars: int) -> None:
    await _save(manager, replace(await _options(manager), paid=True, stars_cap=stars))
    await manager.switch_to(Compose.options_speed)


async def _options(manager: DialogManager) -> Options:
    return (await (await OpenDraft.at(manager)).content()).options


async def _save(manager: DialogManager, options: Options) -> None:
    """What is paid does not show in the preview: it stays as it is."""
    draft = await OpenDraft.at(manager)
    await draft.save((await draft.content()).with_options(options))
