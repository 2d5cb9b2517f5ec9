"""Previews and tests where the chat must wait longer than anybody can be asked to."""

from typing import Any

import pytest

from botapi.call import Call
from botapi.message_numbers import Leaving
from botapi.outcome import Outcome, Verdict
from broadcast.doors.previews import Previews, Reached
from broadcast.model.errors import CallRefused, CallUnanswered
from broadcast.replies.calls import NOBODY
from broadcast.replies.queue import ChatMustWait
from tests.actors import editor

CALLS = [Call(method="sendMessage", params={"text": str(n)}) for n in range(3)]


class Numbers:
    def __init__(self) -> None:
        self.told: list[int] = []

    def leaving(self) -> Leaving:
        return Leaving(4, 0.0)

    def sent(self, _chat_id: int, numbers: tuple[int, ...], left: Leaving) -> None:
        assert left.low == 4
        self.told += numbers


class Answers:
    """What comes of each call, one after the other."""

    def __init__(self, *outcomes: Outcome | Exception) -> None:
        self.left = list(outcomes)

    async def make(self, *_: Any, **__: Any) -> Outcome:
        outcome = self.left.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def sent(number: int) -> Outcome:
    return Outcome(verdict=Verdict.SENT, message_ids=(number,))


def previews(numbers: Numbers, *outcomes: Outcome | Exception) -> Previews:
    nothing: Any = None
    told: Any = numbers
    ready = Previews(nothing, nothing, nothing, told, lambda _: False, NOBODY)
    answers: Any = Answers(*outcomes)
    ready._calls = answers
    return ready


async def test_what_went_before_a_wait_is_known() -> None:
    numbers = Numbers()
    with pytest.raises(CallUnanswered) as caught:
        await previews(numbers, sent(5), ChatMustWait(60)).show(CALLS, by=editor())
    assert caught.value.shown == (5,)
    assert numbers.told == [5]


async def test_a_refusal_says_of_which_message_it_is() -> None:
    refused = Outcome(verdict=Verdict.CONTENT, detail="too long")
    with pytest.raises(CallRefused) as caught:
        await previews(Numbers(), sent(5), sent(6), refused).show(CALLS, by=editor())
    assert (caught.value.place, caught.value.shown) == (2, (5, 6))


async def test_a_tester_whose_chat_must_wait_is_unanswered() -> None:
    numbers = Numbers()
    ready = previews(numbers, sent(5), ChatMustWait(60))
    assert await ready.show_to(8, CALLS, by=editor()) is Reached.UNANSWERED
    assert numbers.told == [5]
