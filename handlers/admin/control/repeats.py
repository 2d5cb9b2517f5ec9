"""What can be done with a repeated broadcast below the news of it, and the buttons for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from pydantic import Field

from broadcast.model.events import RepeatDecision
from broadcast.model.repeating.repeat import Repeat
from db.schema.states import RepeatState, RepeatWhy
from handlers.admin.wording.repeating.rules import rule_words
from handlers.language.texts import Texts


class RepeatStep(StrEnum):
    SKIP = "skip"  # the round that is shown
    UNSKIP = "unskip"
    EDIT = "edit"  # what rounds say
    RESUME = "resume"
    STOP = "stop"
    OPEN = "open"  # its card


class RepeatData(CallbackData, prefix="repeat"):
    """What such a button carries; `moment`: of the round that it is about, Unix seconds."""

    step: RepeatStep
    # Bounded, so that a forged number cannot overflow the database's.
    repeat_id: Annotated[int, Field(gt=0, lt=2**62)]
    moment: Annotated[int, Field(ge=0, lt=2**40)] = 0


DECISION_KEYS: Mapping[RepeatDecision, str] = {
    RepeatDecision.SKIPPED: "repeats-skipped-notice",
    RepeatDecision.NOT_SKIPPED: "repeats-unskipped-notice",
    RepeatDecision.PAUSED: "repeats-paused-notice",
    RepeatDecision.STOPPED: "repeats-stopped-by-notice",
    RepeatDecision.MOVED: "repeats-moved-notice",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Naming:
    """What a repeated broadcast and its moments are called, for one reader."""

    title: str
    when: Callable[[int], str]
    texts: Texts
    locale: str


BUTTON_KEYS: Mapping[RepeatStep, str] = {
    RepeatStep.SKIP: "repeats-skip",
    RepeatStep.UNSKIP: "repeats-unskip",
    RepeatStep.EDIT: "repeats-edit",
    RepeatStep.RESUME: "repeats-resume",
    RepeatStep.STOP: "repeats-stop",
    RepeatStep.OPEN: "repeats-open",
}


def ahead_keyboard(repeat_id: int, moment: int, texts: Texts, locale: str) -> InlineKeyboardMarkup:
    """Below the preview of a round."""
    rows = [[RepeatStep.SKIP], [RepeatStep.EDIT, RepeatStep.STOP]]
    return _keyboard(rows, repeat_id, moment, texts, locale)


def skipped_keyboard(
    repeat_id: int, moment: int, texts: Texts, locale: str
) -> InlineKeyboardMarkup:
    return _keyboard([[RepeatStep.UNSKIP], [RepeatStep.OPEN]], repeat_id, moment, texts, locale)


def open_keyboard(repeat_id: int, texts: Texts, locale: str) -> InlineKeyboardMarkup:
    return _keyboard([[RepeatStep.OPEN]], repeat_id, 0, texts, locale)


def standstill_keyboard(repeat: Repeat, texts: Texts, locale: str) -> InlineKeyboardMarkup | None:
    """Below the news that it does not go on; None: there is nothing to decide."""
    if repeat.state is RepeatState.ENDED:
        return None
    rows = [[RepeatStep.RESUME, RepeatStep.STOP], [RepeatStep.OPEN]]
    return _keyboard(rows, repeat.id, 0, texts, locale)


def decided(
    how: RepeatDecision, repeat: Repeat, moment: int, naming: Naming
) -> tuple[str, InlineKeyboardMarkup | None]:
    """What was decided about the round at that moment, and what can be done about that."""
    texts, locale = naming.texts, naming.locale
    values = {
        "title": naming.title,
        "number": str(repeat.template_id),
        "time": naming.when(moment),
        "rule": rule_words(repeat.rule, texts, locale),
    }
    following = repeat.rule.after(moment)
    key, keyboard = DECISION_KEYS[how], None
    match how:
        case RepeatDecision.SKIPPED:
            keyboard = skipped_keyboard(repeat.id, moment, texts, locale)
            key = "repeats-skipped-last" if following is None else key
            values["next"] = "" if following is None else naming.when(following)
        case RepeatDecision.NOT_SKIPPED:
            keyboard = ahead_keyboard(repeat.id, moment, texts, locale)
        case RepeatDecision.PAUSED:
            keyboard = standstill_keyboard(repeat, texts, locale)
        case RepeatDecision.MOVED:
            keyboard = open_keyboard(repeat.id, texts, locale)
            values["next"] = naming.when(repeat.next_at or moment)
    return texts.get(key, locale, **values), keyboard


def why_words(repeat: Repeat, texts: Texts, locale: str) -> str:
    """Why it does not run; "": it does."""
    if repeat.runs:
        return ""
    why = repeat.why or RepeatWhy.ADMIN
    stopped = repeat.state is RepeatState.ENDED and why is RepeatWhy.ADMIN
    code = "ended" if stopped else why.value
    return texts.get("repeats-why", locale, why=code, detail=repeat.detail or "?")


def _keyboard(
    rows: Sequence[Sequence[RepeatStep]], repeat_id: int, moment: int, texts: Texts, locale: str
) -> InlineKeyboardMarkup:
    buttons = [
        [
            InlineKeyboardButton(
                text=texts.get(BUTTON_KEYS[step], locale),
                callback_data=RepeatData(step=step, repeat_id=repeat_id, moment=moment).pack(),
            )
            for step in row
        ]
        for row in rows
    ]
    return InlineKeyboardMarkup(inline_keyboard=buttons)
