"""What a tap below a countdown does, or below the question what to do with a late broadcast."""

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode

from broadcast.model.errors import (
    AudienceChanged,
    MoveNotAllowed,
    NobodyToSendTo,
    NoSuchBroadcast,
    TimeIsOver,
    TooLateToUndo,
    TooManyForwards,
)
from db.audience.facts import CannotAsk
from handlers.admin.context import AdminContext
from handlers.admin.control.plans import PlanData, PlanStep
from handlers.admin.navigation import (
    Purpose,
    ask_to_drop_planned,
    ask_to_start_planned,
    choose_moment,
    continue_draft,
    open_planned,
)
from handlers.frame.rewriting import rewrite
from handlers.frame.taps import answer_tap

BELOW = ShowMode.DELETE_AND_SEND


def register(router: Router) -> None:
    router.callback_query.register(on_plan, PlanData.filter())


async def on_plan(
    query: CallbackQuery, callback_data: PlanData, dialog_manager: DialogManager, **data: Any
) -> None:
    admin, number = AdminContext.of(data), callback_data.broadcast_id
    match callback_data.step:
        case PlanStep.UNDO:
            await _undo(query, number, admin, dialog_manager)
        case PlanStep.NOW:
            await _now(query, number, admin, dialog_manager)
        case step:
            await admin.access.require(admin.user_id)
            if await admin.doors.plans.find(number) is None:
                await _too_late(query, number, admin)
                return
            await answer_tap(query)
            await _open(step, number, dialog_manager)


async def _open(step: PlanStep, number: int, manager: DialogManager) -> None:
    if step is PlanStep.DROP:
        await ask_to_drop_planned(manager, number, show_mode=BELOW)
        return
    await open_planned(manager, number, show_mode=BELOW)
    if step is PlanStep.AT:
        await choose_moment(manager, Purpose.LAUNCH)


async def _undo(
    query: CallbackQuery, number: int, admin: AdminContext, manager: DialogManager
) -> None:
    """The draft is there again as it was; whoever worked on it goes on at once."""
    try:
        await admin.doors.plans.undo(number, by=await admin.actor())
    except TooLateToUndo:
        await _too_late(query, number, admin)
        return
    await answer_tap(query, admin.i18n.get("planned-undo-done"))
    await _redraw(query, number, admin)
    draft = await admin.doors.drafts.get(number)
    if draft.holder == admin.user_id:
        await continue_draft(manager, number)


async def _now(
    query: CallbackQuery, number: int, admin: AdminContext, manager: DialogManager
) -> None:
    """On its way, or why it cannot be: the question stays then. What was to go by people's own
    clocks is asked about first: started now it goes to everybody at once. A question that somebody
    has answered elsewhere starts nothing."""
    plan = await admin.doors.plans.find(number)
    if plan is not None and not plan.is_asked:
        await _too_late(query, number, admin)
        return
    if plan is not None and plan.local_time is not None:
        await admin.access.require(admin.user_id)
        await answer_tap(query)
        await ask_to_start_planned(manager, number, show_mode=BELOW)
        return
    try:
        await admin.doors.plans.start_now(number, by=await admin.actor())
    except MoveNotAllowed:
        await _too_late(query, number, admin)
    except NobodyToSendTo:
        await answer_tap(query, admin.i18n.get("planned-now-nobody"))
    except (AudienceChanged, CannotAsk, TimeIsOver, TooManyForwards):
        await answer_tap(query, admin.i18n.get("planned-now-cannot"))
    else:
        text = admin.i18n.get("planned-now-done")
        await answer_tap(query, text)
        await rewrite(query, text)
        await admin.show_progress(number)


async def _too_late(query: CallbackQuery, number: int, admin: AdminContext) -> None:
    """Somebody else, or its time, was faster: the message says how it stands."""
    await answer_tap(query, admin.i18n.get("planned-too-late"))
    try:
        await _redraw(query, number, admin)
    except NoSuchBroadcast:
        await rewrite(query, admin.i18n.get("planned-gone"))


async def _redraw(query: CallbackQuery, number: int, admin: AdminContext) -> None:
    if query.message is not None:
        await admin.redraw_progress(number, query.message.message_id)
