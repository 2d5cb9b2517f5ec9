"""The way to the window that waits for the source of a rich message."""

from collections.abc import Awaitable, Callable

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from handlers.admin.compose.message.rich import Files, files_in, files_of
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.states import Compose
from handlers.admin.wording.text import T

OnTap = Callable[[CallbackQuery, Button, DialogManager], Awaitable[None]]


def to_source(on_click: OnTap, *, when: WhenCondition = None) -> SwitchTo:
    """`on_click`: what becomes of the source, one of those below."""
    return SwitchTo(
        T("compose-rich"),
        id="rich",
        state=Compose.rich,
        on_click=on_click,
        when=when,
    )


async def open_instead(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """For the only message, or in place of one; that one's files are there already."""
    draft = await OpenDraft.at(manager)
    draft.focus.ask_for(None)
    draft.focus.ask_for_source(adding=False)
    if draft.is_begun:
        calls = (await draft.messages()).calls
        known = files_of(calls[min(draft.focus.index, len(calls) - 1)])
        draft.focus.keep_files(_kept(known))


async def open_adding(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    draft = await OpenDraft.at(manager)
    draft.focus.ask_for(None)
    draft.focus.ask_for_source(adding=True)


async def open_version(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """For a new version: the files of the first one are there already."""
    draft = await OpenDraft.at(manager)
    draft.focus.ask_for_source(adding=False)
    draft.focus.keep_files(_kept(files_in((await draft.content()).message)))


def _kept(files: Files) -> list[tuple[str, str, str]]:
    return [(number, one.kind, one.file_id) for number, one in files.items()]
