"""What can be done with a broadcast that waits to be launched, and the buttons that carry it."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from pydantic import Field

from broadcast.model.planning.plan import Plan
from handlers.language.texts import Texts


class PlanStep(StrEnum):
    UNDO = "undo"  # it is a draft again
    NOW = "now"
    AT = "at"  # another time
    DROP = "drop"
    OPEN = "open"  # its card


class PlanData(CallbackData, prefix="plan"):
    """What a button below its countdown carries, or below the question what to do with it."""

    step: PlanStep
    # Bounded, so that a forged number cannot overflow the database's.
    broadcast_id: Annotated[int, Field(gt=0, lt=2**62)]


BUTTON_KEYS: Mapping[PlanStep, str] = {
    PlanStep.UNDO: "planned-undo",
    PlanStep.NOW: "planned-now",
    PlanStep.AT: "planned-at",
    PlanStep.DROP: "planned-drop",
    PlanStep.OPEN: "planned-open",
}


def plan_keyboard(plan: Plan, texts: Texts, locale: str) -> InlineKeyboardMarkup:
    """Below a countdown Undo alone: whoever taps in haste shall not meet anything else."""
    if plan.is_countdown:
        return _keyboard(plan, [[PlanStep.UNDO]], texts, locale)
    if plan.is_asked:
        return _keyboard(plan, [[PlanStep.NOW], [PlanStep.AT], [PlanStep.DROP]], texts, locale)
    return _keyboard(plan, [[PlanStep.OPEN]], texts, locale)


def _keyboard(
    plan: Plan, rows: Iterable[Iterable[PlanStep]], texts: Texts, locale: str
) -> InlineKeyboardMarkup:
    buttons = [
        [
            InlineKeyboardButton(
                text=texts.get(BUTTON_KEYS[step], locale),
                callback_data=PlanData(step=step, broadcast_id=plan.broadcast_id).pack(),
            )
            for step in row
        ]
        for row in rows
    ]
    return InlineKeyboardMarkup(inline_keyboard=buttons)
