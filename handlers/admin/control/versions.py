"""Versions that were tried: what can be decided about those who wait, and what a tap carries."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from pydantic import Field

from broadcast.doors.versions.versions import Versions
from broadcast.model.actor import Actor
from broadcast.model.broadcast import Broadcast
from broadcast.model.versions.plan import MOST_VERSIONS
from broadcast.model.versions.standing import Standing
from handlers.admin.wording.durations import HOUR, shown_duration
from handlers.admin.wording.titles import letter
from handlers.language.texts import Texts

LONGER = 4 * HOUR  # seconds that a tap adds
IN_ROW = 2


class VersionStep(StrEnum):
    ASK = "ask"  # are you sure?
    BACK = "back"  # not sure
    DECIDE = "decide"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which version those who wait get; None: nothing."""

    version: int | None


class VersionData(CallbackData, prefix="version"):
    """What a button below a report carries."""

    step: VersionStep
    # Bounded, so that a forged number cannot overflow the database's.
    broadcast_id: Annotated[int, Field(gt=0, lt=2**62)]
    version: Annotated[int, Field(ge=0, lt=MOST_VERSIONS)] | None = None

    @property
    def choice(self) -> Choice:
        return Choice(self.version)


async def decide(
    choice: Choice, broadcast_id: int, *, by: Actor, versions: Versions
) -> Broadcast | None:
    """The new broadcast, if there is one.

    Raises NotAllowed, MoveNotAllowed, NobodyToSendTo, NoSuchBroadcast.
    """
    if choice.version is None:
        await versions.drop(broadcast_id, by=by)
        return None
    return await versions.decide(broadcast_id, choice.version, by=by)


async def wait_longer(standing: Standing, now: float, *, by: Actor, versions: Versions) -> None:
    """Raises as `decide()`."""
    left = max(0, (standing.ends_at or 0) - int(now))
    await versions.put_off(standing.broadcast_id, left + LONGER, by=by)


def send_label(version: int, standing: Standing, texts: Texts, locale: str) -> str:
    return texts.get(
        "versions-send-to-rest", locale, letter=letter(version), count=str(standing.waiting)
    )


def wait_label(texts: Texts, locale: str) -> str:
    duration = shown_duration(LONGER, texts, locale)
    return texts.get("versions-wait-longer", locale, duration=duration)


def sure_question(choice: Choice, standing: Standing, texts: Texts, locale: str) -> str:
    if choice.version is None:
        return texts.get("versions-drop-sure", locale, count=standing.waiting)
    name = letter(choice.version)
    return texts.get("versions-send-sure", locale, letter=name, count=standing.waiting)


def sure_label(choice: Choice, standing: Standing, texts: Texts, locale: str) -> str:
    if choice.version is None:
        return texts.get("versions-drop-yes", locale)
    count = str(standing.waiting)
    return texts.get("versions-send-yes", locale, letter=letter(choice.version), count=count)


def with_versions(
    keyboard: InlineKeyboardMarkup | None, standing: Standing, texts: Texts, locale: str
) -> InlineKeyboardMarkup | None:
    """The keyboard with a button for each of the versions above, and what else may be decided."""
    if not standing.can_decide:
        return keyboard
    number = standing.broadcast_id
    sending = [
        _button(
            send_label(one.version, standing, texts, locale),
            VersionData(step=VersionStep.ASK, version=one.version, broadcast_id=number),
        )
        for one in standing.figures
    ]
    wait = VersionData(step=VersionStep.WAIT, broadcast_id=number)
    drop = VersionData(step=VersionStep.ASK, broadcast_id=number)
    rows = [
        *(sending[place : place + IN_ROW] for place in range(0, len(sending), IN_ROW)),
        [_button(wait_label(texts, locale), wait)],
        [_button(texts.get("versions-drop", locale), drop)],
    ]
    below = keyboard.inline_keyboard if keyboard is not None else []
    return InlineKeyboardMarkup(inline_keyboard=[*rows, *below])


def sure_keyboard(
    choice: Choice, standing: Standing, texts: Texts, locale: str
) -> InlineKeyboardMarkup:
    """Yes and no."""
    number, version = standing.broadcast_id, choice.version
    yes = VersionData(step=VersionStep.DECIDE, version=version, broadcast_id=number)
    no = VersionData(step=VersionStep.BACK, version=version, broadcast_id=number)
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [_button(sure_label(choice, standing, texts, locale), yes)],
            [_button(texts.get("again-no", locale), no)],
        ]
    )


def _button(text: str, data: VersionData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data.pack())
