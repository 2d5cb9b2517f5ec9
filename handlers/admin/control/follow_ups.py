"""Sending again: what is offered below a report, and what a tap there carries."""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from pydantic import Field

from broadcast.doors.follow_ups import FollowUps, Which
from broadcast.model.actor import Actor
from broadcast.model.broadcast import Broadcast
from db.audience.audience import Audience
from db.schema.states import DeliveryState
from handlers.language.texts import Texts


class FollowUpStep(StrEnum):
    ASK = "ask"  # some may get it twice: are you sure?
    BACK = "back"  # not sure
    SEND = "send"
    LEAVE = "leave"


class FollowUpData(CallbackData, prefix="again"):
    """What a button below a report carries."""

    step: FollowUpStep
    which: Which
    # Bounded, so that a forged number cannot overflow the database's.
    broadcast_id: Annotated[int, Field(gt=0, lt=2**62)]


OFFER_KEYS = {
    Which.FAILED: "again-failed",
    Which.UNCERTAIN: "again-uncertain",
    Which.BOTH: "again-both",
    Which.CANCELLED: "again-rest",
    Which.CAPPED: "capped-send",
}


def offers(broadcast: Broadcast) -> list[Which]:
    """To whom it can be sent, again or after all; nothing once that is decided."""
    rest = [Which.CANCELLED] if broadcast.can_reach_the_rest else []
    capped = [Which.CAPPED] if broadcast.can_reach_the_capped else []
    return [*rest, *capped, *_in_question(broadcast)]


def may_send(which: Which, broadcast: Broadcast) -> bool:
    """Whether nobody has decided about any of them yet."""
    if which is Which.CANCELLED:
        return broadcast.can_reach_the_rest
    if which is Which.CAPPED:
        return broadcast.can_reach_the_capped
    return set(which.states) <= set(broadcast.undecided)


def _in_question(broadcast: Broadcast) -> list[Which]:
    undecided = broadcast.undecided
    one_by_one = [
        which for which in (Which.FAILED, Which.UNCERTAIN) if which.states[0] in undecided
    ]
    return [*one_by_one, Which.BOTH] if len(one_by_one) > 1 else one_by_one


def sure_label(which: Which, broadcast: Broadcast, texts: Texts, locale: str) -> str:
    count = str(count_of(which, broadcast))
    if which in (Which.CANCELLED, Which.CAPPED):
        return texts.get("again-rest-yes", locale, count=count)
    return texts.get("again-yes", locale, count=count)


def all_open(broadcast: Broadcast) -> Which | None:
    """Everybody who is still in question."""
    possible = _in_question(broadcast)
    return possible[-1] if possible else None


def count_of(which: Which, broadcast: Broadcast) -> int:
    return which.count_of(broadcast.figures)


def is_for_the_rest(broadcast: Broadcast) -> bool:
    """Whether it goes to those who had not got another one when that was cancelled."""
    return DeliveryState.SKIPPED in Audience.load(broadcast.audience).again


def is_for_the_capped(broadcast: Broadcast) -> bool:
    """Whether it goes to those who had had enough in the week of another one."""
    return Audience.load(broadcast.audience).capped


def is_for_the_held(broadcast: Broadcast) -> bool:
    """Whether it goes to those who waited for the better version of another one."""
    return Audience.load(broadcast.audience).held


def is_for_newcomers(broadcast: Broadcast) -> bool:
    """Whether it goes to those who have subscribed since another one."""
    return Audience.load(broadcast.audience).since is not None


def is_asked(which: Which) -> bool:
    """Whether it is asked about first: some may get it twice, it was cancelled on purpose, or they
    were not to get so many."""
    return DeliveryState.UNCERTAIN in which.states or which in (Which.CANCELLED, Which.CAPPED)


def sure_question(which: Which, broadcast: Broadcast, texts: Texts, locale: str) -> str:
    if which is Which.CANCELLED:
        return texts.get("again-rest-sure", locale, count=broadcast.figures.cancelled)
    if which is Which.CAPPED:
        return texts.get("capped-send-sure", locale, count=broadcast.figures.capped)
    return texts.get("again-sure", locale, count=broadcast.figures.uncertain)


async def decide(
    step: FollowUpStep,
    which: Which,
    broadcast_id: int,
    *,
    by: Actor,
    follow_ups: FollowUps,
) -> Broadcast:
    """Send again, which gives the new broadcast, or leave it.

    Raises NotAllowed, MoveNotAllowed, NobodyToSendTo, NoSuchBroadcast.
    """
    if step is FollowUpStep.LEAVE:
        return await follow_ups.leave(broadcast_id, which, by=by)
    return await follow_ups.send(broadcast_id, which, by=by)


def follow_up_keyboard(
    broadcast: Broadcast, texts: Texts, locale: str
) -> InlineKeyboardMarkup | None:
    """The offers, one below the other; None when there is nothing to decide."""
    rows = []
    for which in offers(broadcast):
        text = texts.get(OFFER_KEYS[which], locale, count=str(count_of(which, broadcast)))
        step = FollowUpStep.ASK if is_asked(which) else FollowUpStep.SEND
        rows.append([_button(text, step, which, broadcast)])
    everybody = all_open(broadcast)
    if everybody is not None:
        rows.append(
            [_button(texts.get("again-leave", locale), FollowUpStep.LEAVE, everybody, broadcast)]
        )
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def sure_keyboard(
    which: Which, broadcast: Broadcast, texts: Texts, locale: str
) -> InlineKeyboardMarkup:
    """Yes and no."""
    yes = sure_label(which, broadcast, texts, locale)
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [_button(yes, FollowUpStep.SEND, which, broadcast)],
            [_button(texts.get("again-no", locale), FollowUpStep.BACK, which, broadcast)],
        ]
    )


def _button(
    text: str, step: FollowUpStep, which: Which, broadcast: Broadcast
) -> InlineKeyboardButton:
    data = FollowUpData(step=step, which=which, broadcast_id=broadcast.id)
    return InlineKeyboardButton(text=text, callback_data=data.pack())
