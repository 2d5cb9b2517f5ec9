"""Taking the lines that describe the buttons."""

from dataclasses import replace

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from handlers.admin.compose.buttons.lines import MAX_IN_ALL, BadLine, Filled, fill, parse_buttons
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.compose.session import DraftSession
from handlers.admin.context import AdminContext
from handlers.admin.states import Compose


async def take_buttons(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    draft = await OpenDraft.at(manager)
    content, gaps = await draft.content(), DraftSession.of(manager).gaps
    variant = draft.variant_of(content)
    kept = content.said(variant).buttons if gaps else ()
    names = await AdminContext.at(manager).doors.personal.names()
    room = MAX_IN_ALL - sum(map(len, kept))
    lines = parse_buttons(message.text or "", room=room, names=names)
    filled = fill(kept, gaps, lines) if lines else Filled(rows=(), gaps=())
    bad = [line for line in lines if isinstance(line, BadLine)]
    if len(bad) < len(lines) or not lines:
        await draft.change(content.with_buttons(filled.rows, variant))
    if bad:
        mistakes = [(one.number, str(one.mistake), one.line) for one in bad]
        draft.remarks.name_mistakes(mistakes, gaps=filled.gaps if filled.rows else ())
    else:
        await manager.switch_to(Compose.draft)


async def remove_buttons(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    draft = await OpenDraft.at(manager)
    content = await draft.content()
    await draft.change(content.with_buttons((), draft.variant_of(content)))
    await manager.switch_to(Compose.draft, show_mode=BELOW)


async def toggle_shares(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Whoever answers sees how all have answered, or does not. The preview stays as it is."""
    draft = await OpenDraft.at(manager)
    content = await draft.content()
    options = replace(content.options, shares=not content.options.shares)
    await draft.save(content.with_options(options))
