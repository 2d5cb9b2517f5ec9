"""Taking the lines that describe the buttons."""

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from handlers.admin.compose.buttons.lines import BadButtons, parse_buttons
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.states import Compose


async def take_buttons(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    draft = await OpenDraft.at(manager)
    try:
        rows = parse_buttons(message.text or "")
    except BadButtons as error:
        draft.name_mistakes([(line.number, line.mistake) for line in error.lines])
        return
    await draft.change((await draft.content()).with_buttons(rows))
    await manager.switch_to(Compose.draft)


async def remove_buttons(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    draft = await OpenDraft.at(manager)
    await draft.change((await draft.content()).with_buttons(()))
    await manager.switch_to(Compose.draft, show_mode=BELOW)
