"""What a tap below the preview of a round does, or below the news of a repeated broadcast."""

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode

from broadcast.model.errors import MoveNotAllowed, NoSuchRepeat
from broadcast.model.events import RepeatDecision
from broadcast.model.repeating.reading import BadRule
from broadcast.model.repeating.repeat import Repeat
from db.schema.states import RepeatState
from handlers.admin.context import AdminContext
from handlers.admin.control.repeats import (
    Naming,
    RepeatData,
    RepeatStep,
    decided,
    open_keyboard,
)
from handlers.admin.navigation import ask_to_stop_repeat, continue_draft, open_repeat
from handlers.admin.wording.titles import shown_title
from handlers.frame.rewriting import rewrite
from handlers.frame.taps import answer_tap

BELOW = ShowMode.DELETE_AND_SEND


def register(router: Router) -> None:
    router.callback_query.register(on_repeat, RepeatData.filter())


async def on_repeat(
    query: CallbackQuery, callback_data: RepeatData, dialog_manager: DialogManager, **data: Any
) -> None:
    admin = AdminContext.of(data)
    await admin.access.require(admin.user_id)
    try:
        repeat = await admin.doors.repeats.get(callback_data.repeat_id)
    except NoSuchRepeat:  # a made-up button
        await answer_tap(query, admin.i18n.get("repeats-gone"))
        return
    if repeat.state is RepeatState.ENDED and callback_data.step is not RepeatStep.OPEN:
        await answer_tap(query, admin.i18n.get("repeats-gone"))
        return
    await _do(query, callback_data, repeat, admin, dialog_manager)


async def _do(
    query: CallbackQuery,
    tapped: RepeatData,
    repeat: Repeat,
    admin: AdminContext,
    manager: DialogManager,
) -> None:
    match tapped.step:
        case RepeatStep.SKIP | RepeatStep.UNSKIP:
            await _skip(query, repeat, tapped, admin)
        case RepeatStep.RESUME:
            await _resume(query, repeat, admin)
        case RepeatStep.EDIT:
            draft_id = await admin.doors.repeat_messages.edit(repeat.id, by=await admin.actor())
            await answer_tap(query)
            await continue_draft(manager, draft_id)
        case RepeatStep.STOP:
            await answer_tap(query)
            await ask_to_stop_repeat(manager, repeat.id, show_mode=BELOW)
        case RepeatStep.OPEN:
            await answer_tap(query)
            await open_repeat(manager, repeat.id, show_mode=BELOW)


async def _skip(
    query: CallbackQuery, repeat: Repeat, tapped: RepeatData, admin: AdminContext
) -> None:
    left_out = tapped.step is RepeatStep.SKIP
    try:
        await admin.doors.repeats.skip(
            repeat.id, tapped.moment, by=await admin.actor(), left_out=left_out
        )
    except MoveNotAllowed:  # its time, or somebody else, was faster
        await answer_tap(query, admin.i18n.get("repeats-too-late"))
        return
    key = "repeats-now-skipped" if left_out else "repeats-now-unskipped"
    await answer_tap(query, admin.i18n.get(key))
    how = RepeatDecision.SKIPPED if left_out else RepeatDecision.NOT_SKIPPED
    await _rewrite(query, repeat, tapped.moment, admin, how)


async def _rewrite(
    query: CallbackQuery, repeat: Repeat, moment: int, admin: AdminContext, how: RepeatDecision
) -> None:
    """What the message says from now on."""
    template = await admin.doors.reports.get(repeat.template_id)
    texts, locale = admin.texts, admin.i18n.locale
    title = shown_title(template, texts, locale)
    naming = Naming(title=title, when=admin.when, texts=texts, locale=locale)
    await rewrite(query, *decided(how, repeat, moment, naming))


async def _resume(query: CallbackQuery, repeat: Repeat, admin: AdminContext) -> None:
    try:
        await admin.doors.repeats.resume(repeat.id, by=await admin.actor())
    except MoveNotAllowed:
        await answer_tap(query, admin.i18n.get("repeats-too-late"))
        return
    except BadRule as bad:
        words = admin.i18n.get("repeats-mistake", mistake=bad.mistake.value, part=bad.part)
        await answer_tap(query, words)
        return
    words = admin.i18n.get("repeats-now-resumed")
    await answer_tap(query, words)
    await rewrite(query, words, open_keyboard(repeat.id, admin.texts, admin.i18n.locale))
