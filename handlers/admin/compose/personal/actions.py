"""What a tap or a word does in the windows about personal texts."""

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.doors.composing.personal_texts import Reader
from broadcast.model.personal.fallbacks import is_fallback, with_fallback
from db.audience.audience import Audience
from db.people.whom import Nameless
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.context import AdminContext
from handlers.admin.navigation import Group, show_groups
from handlers.admin.states import Compose
from handlers.admin.wording.braces import BAD_FALLBACK


async def read_as(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """Show the preview as such a reader gets it."""
    draft = await OpenDraft.at(manager)
    draft.focus.read_as(Reader((button.widget_id or "").removeprefix("read_")))
    await draft.show_preview(await draft.content())
    manager.show_mode = BELOW


async def show_nameless(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Those whom the window is about, by name."""
    admin, draft = AdminContext.at(manager), await OpenDraft.at(manager)
    audience = Audience.load((await draft.stored()).audience)
    nameless = await admin.doors.personal.nameless(await draft.content(), audience)
    names = await admin.doors.personal.names()
    for field, count in list(nameless.items())[:1]:
        called = names.get(field, field)
        label = admin.i18n.get("people-nameless", count=str(count), field=called)
        await show_groups(manager, [Group(label, Nameless(audience=audience, field=field))])


async def take_fallback(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """For the field that is asked about; then the preview shows it."""
    manager.show_mode = BELOW
    admin, draft = AdminContext.at(manager), await OpenDraft.at(manager)
    word = (message.text or "").strip()
    if not is_fallback(word):
        draft.remarks.refuse(BAD_FALLBACK, {})
        return
    content = await draft.content()
    audience = Audience.load((await draft.stored()).audience)
    nameless = await admin.doors.personal.nameless(content, audience)
    if nameless:
        draft.focus.read_as(Reader.EMPTY)
        await draft.change(with_fallback(content, next(iter(nameless)), word))
    await manager.switch_to(Compose.draft)
