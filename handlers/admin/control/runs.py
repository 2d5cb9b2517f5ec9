"""Pause, resume and cancel: what each needs, what it says, and the buttons that carry it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from pydantic import Field

from broadcast.doors.launches import Launches
from broadcast.model.actor import Actor
from broadcast.model.broadcast import Broadcast
from db.schema.states import BroadcastState
from handlers.admin.control.kinds import shown_act
from handlers.admin.wording.titles import shown_title
from handlers.language.texts import Texts


class Action(StrEnum):
    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"


class ControlData(CallbackData, prefix="run"):
    """What a button below a progress message, or below the question "which one?", carries."""

    action: Action
    # Bounded, so that a forged number cannot overflow the database's.
    broadcast_id: Annotated[int, Field(gt=0, lt=2**62)]
    asked: bool = False  # the button answers a question, which then becomes the answer


class Sure(StrEnum):
    YES = "yes"
    NO = "no"


class CancelData(CallbackData, prefix="cancel"):
    """The answer to whether a broadcast shall be cancelled."""

    sure: Sure
    broadcast_id: Annotated[int, Field(gt=0, lt=2**62)]
    asked: bool = False  # it was asked in a message of its own, which then becomes the answer


class ShowData(CallbackData, prefix="show"):
    """The button that brings a broadcast's progress to the end of the chat."""

    broadcast_id: Annotated[int, Field(gt=0, lt=2**62)]


ALLOWED: Mapping[Action, frozenset[BroadcastState]] = {
    Action.PAUSE: frozenset({BroadcastState.RUNNING}),
    Action.RESUME: frozenset({BroadcastState.PAUSED}),
    Action.CANCEL: frozenset({BroadcastState.RUNNING, BroadcastState.PAUSED}),
}
BUTTON_KEYS: Mapping[Action, str] = {
    Action.PAUSE: "control-pause",
    Action.RESUME: "control-resume",
    Action.CANCEL: "control-cancel",
}
DONE_KEYS: Mapping[Action, str] = {
    Action.PAUSE: "control-paused",
    Action.RESUME: "control-resumed",
    Action.CANCEL: "control-cancelled",
}
NONE_KEYS: Mapping[Action, str] = {
    Action.PAUSE: "control-none-running",
    Action.RESUME: "control-none-paused",
    Action.CANCEL: "control-none-unfinished",
}
WHICH_KEYS: Mapping[Action, str] = {
    Action.PAUSE: "control-which-pause",
    Action.RESUME: "control-which-resume",
    Action.CANCEL: "control-which-cancel",
}


class SeriesData(CallbackData, prefix="series"):
    """The button that opens the series that something is a message of."""

    series_id: Annotated[int, Field(gt=0, lt=2**62)]


def allows(action: Action, broadcast: Broadcast) -> bool:
    if broadcast.series_id is not None and action is Action.CANCEL:
        return False  # it is removed from its series, where that says what becomes of people
    if broadcast.goes_on_by_itself:  # a pause keeps it from that
        return action is not Action.RESUME
    return broadcast.state in ALLOWED[action]


async def perform(action: Action, broadcast_id: int, *, by: Actor, launches: Launches) -> Broadcast:
    """Raises NotAllowed, MoveNotAllowed, NoSuchBroadcast."""
    match action:
        case Action.PAUSE:
            return await launches.pause(broadcast_id, by=by)
        case Action.RESUME:
            return await launches.resume(broadcast_id, by=by)
        case Action.CANCEL:
            return await launches.cancel(broadcast_id, by=by)


def said(action: Action, broadcast: Broadcast, texts: Texts, locale: str) -> str:
    """What was done to which broadcast."""
    stopped = broadcast.mends and action is Action.CANCEL
    key = "mending-stopped" if stopped else DONE_KEYS[action]
    return texts.get(key, locale, title=shown_act(broadcast, texts, locale))


def control_keyboard(
    broadcast: Broadcast, texts: Texts, locale: str
) -> InlineKeyboardMarkup | None:
    """The buttons below a progress message; None when there is nothing left to do."""
    rows = [_possible(broadcast, texts, locale, asked=False), _series(broadcast, texts, locale)]
    rows = [row for row in rows if row]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def cancel_question(broadcast: Broadcast, texts: Texts, locale: str) -> str:
    """How many would not get it."""
    title, count = shown_title(broadcast, texts, locale), broadcast.figures.remaining
    if broadcast.mends:
        kind = broadcast.kind.value
        return texts.get("mending-cancel-sure", locale, kind=kind, title=title, count=count)
    asked = texts.get("cancel-sure", locale, title=title, count=count)
    if doubts := broadcast.figures.in_doubt:
        asked += "\n" + texts.get("cancel-sure-doubts", locale, count=str(doubts))
    return asked


def cancel_keyboard(
    broadcast: Broadcast, texts: Texts, locale: str, *, asked: bool = False
) -> InlineKeyboardMarkup:
    rows = [
        [
            InlineKeyboardButton(
                text=texts.get(key, locale),
                callback_data=CancelData(sure=sure, broadcast_id=broadcast.id, asked=asked).pack(),
            )
        ]
        for sure, key in ((Sure.YES, "cancel-yes"), (Sure.NO, "cancel-no"))
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def notice_keyboard(broadcast: Broadcast, texts: Texts, locale: str) -> InlineKeyboardMarkup:
    """The buttons below the news that it has paused itself, which what is done then replaces."""
    show = InlineKeyboardButton(
        text=texts.get("card-watch", locale),
        callback_data=ShowData(broadcast_id=broadcast.id).pack(),
    )
    series = _series(broadcast, texts, locale)
    rows = [_possible(broadcast, texts, locale, asked=True), series or [show]]
    return InlineKeyboardMarkup(inline_keyboard=[row for row in rows if row])


def _possible(
    broadcast: Broadcast, texts: Texts, locale: str, *, asked: bool
) -> list[InlineKeyboardButton]:
    return [
        InlineKeyboardButton(
            text=texts.get(BUTTON_KEYS[action], locale),
            callback_data=ControlData(action=action, broadcast_id=broadcast.id, asked=asked).pack(),
        )
        for action in Action
        if allows(action, broadcast)
    ]


def series_keyboard(series_id: int, texts: Texts, locale: str) -> InlineKeyboardMarkup:
    """Below news of a series."""
    return InlineKeyboardMarkup(inline_keyboard=[[_open_series(series_id, texts, locale)]])


def _series(broadcast: Broadcast, texts: Texts, locale: str) -> list[InlineKeyboardButton]:
    if broadcast.series_id is None:
        return []
    return [_open_series(broadcast.series_id, texts, locale)]


def _open_series(series_id: int, texts: Texts, locale: str) -> InlineKeyboardButton:
    tapped = SeriesData(series_id=series_id).pack()
    return InlineKeyboardButton(text=texts.get("series-open", locale), callback_data=tapped)


def _choice(broadcast: Broadcast, texts: Texts, locale: str) -> str:
    number = texts.get("broadcast-number", locale, number=str(broadcast.id))
    title = shown_act(broadcast, texts, locale)
    return f"{number} · {title} · {broadcast.figures.percent}%"


def which_keyboard(
    action: Action, choices: list[Broadcast], texts: Texts, locale: str
) -> InlineKeyboardMarkup:
    """A button for each broadcast that the action is possible for."""
    rows = [
        [
            InlineKeyboardButton(
                text=_choice(one, texts, locale),
                callback_data=ControlData(action=action, broadcast_id=one.id, asked=True).pack(),
            )
        ]
        for one in choices
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)
