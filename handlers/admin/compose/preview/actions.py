"""What a tap below the preview does."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.errors import ContentNotSupported
from handlers.admin.compose.capture.actions import why_not
from handlers.admin.compose.capture.getters import words_of
from handlers.admin.compose.message.poll_answers import PopUps, answers_of, message_of
from handlers.admin.compose.notes import ComposeNote
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview.hints import poll_that_carries
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.compose.timing.actions import take_moment
from handlers.admin.compose.timing.expiry import take_expiry
from handlers.admin.context import AdminContext
from handlers.admin.navigation import (
    ChosenMoment,
    MenuNote,
    choose_audience,
    open_menu,
    open_repeat,
)
from handlers.admin.states import Compose


async def show_again(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    draft = await OpenDraft.at(manager)
    await draft.show_preview(await draft.content())
    manager.show_mode = BELOW


async def replace_only(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The one message that there is."""
    (await OpenDraft.at(manager)).focus.turn_to(0)


async def open_messages(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Nothing was added yet that could be undone."""
    (await OpenDraft.at(manager)).focus.count_added(0)


async def open_audience(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """On top of the draft's window."""
    await choose_audience(manager, draft_id=(await OpenDraft.at(manager)).draft_id)


async def after_another(_: Any, result: Any, manager: DialogManager) -> None:
    """The audience or a time is chosen, or a template saved; what was typed meanwhile stands below
    the preview (`result` says whether anything was), and what was edited is not in it yet."""
    draft = await OpenDraft.at(manager)
    if isinstance(result, ChosenMoment):
        await take_expiry(result, draft)
        await take_moment(result, draft)
        result = result.displaced
    if result == MenuNote.TEMPLATE_SAVED:
        draft.remarks.note(ComposeNote.TEMPLATE_SAVED)
        await manager.switch_to(Compose.draft)
    if result:
        draft.displace()
    if await draft.raise_preview():
        manager.show_mode = BELOW


async def ask_in_common(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The poll becomes a message with answer buttons, whose figures everybody sees."""
    manager.show_mode = BELOW
    admin, draft = AdminContext.at(manager), await OpenDraft.at(manager)
    content = await draft.content()
    variant, place = draft.variant_of(content), poll_that_carries(content, draft)
    if place is None:  # a tap that came too late
        return
    said = content.said(variant)
    poll = said.message[place]
    message = (*said.message[:place], message_of(poll), *said.message[place + 1 :])
    rows = (*answers_of(poll, _pop_ups(admin)), *said.buttons)
    content = content.with_message(message, variant).with_buttons(rows, variant)
    try:
        await draft.change(content.with_options(replace(content.options, shares=True)))
    except ContentNotSupported as error:
        draft.remarks.say(words_of(*why_not(error), manager))
        return
    draft.remarks.note(ComposeNote.IN_COMMON)


def _pop_ups(admin: AdminContext) -> PopUps:
    return PopUps(
        thanks=admin.i18n.get("poll-answer-thanks"),
        right=admin.i18n.get("poll-answer-right"),
        wrong=admin.i18n.get("poll-answer-wrong", answer="{}"),
    )


async def save_rounds(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It becomes what rounds of a repeated broadcast say, and no draft any more."""
    admin, draft = AdminContext.at(manager), await OpenDraft.at(manager)
    repeat_id = draft.traces.repeat
    if repeat_id is None:  # a made-up button
        return
    await admin.doors.repeat_messages.save(repeat_id, draft.draft_id, by=await admin.actor())
    said = admin.i18n.get("repeats-now-saved")
    await open_repeat(manager, repeat_id, said=said, show_mode=BELOW)


async def discard(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    await (await OpenDraft.at(manager)).discard()
    await open_menu(manager, MenuNote.DISCARDED, show_mode=BELOW)
