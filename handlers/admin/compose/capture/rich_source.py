"""The way to the window that waits for the source of a rich message."""

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from handlers.admin.compose.message.rich import files_of
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.states import Compose
from handlers.admin.wording.text import T


def to_source(*, adding: bool, when: WhenCondition = None) -> SwitchTo:
    return SwitchTo(
        T("compose-rich"),
        id="rich",
        state=Compose.rich,
        on_click=open_adding if adding else open_instead,
        when=when,
    )


async def open_instead(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """For the only message, or in place of one; that one's files are there already."""
    draft = await OpenDraft.at(manager)
    draft.focus.ask_for_source(adding=False)
    if draft.is_begun:
        calls = (await draft.messages()).calls
        known = files_of(calls[min(draft.focus.index, len(calls) - 1)])
        draft.focus.keep_files([(number, one.kind, one.file_id) for number, one in known.items()])


async def open_adding(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    (await OpenDraft.at(manager)).focus.ask_for_source(adding=True)
