"""Two machines that answer each other come to an end."""

from aiogram.methods import AnswerCallbackQuery, SendMessage, TelegramMethod

from handlers.outbox.repeats import MOST, REMEMBERED, WITHIN, Repeats
from runtime.clock import SystemClock


class Clock(SystemClock):
    now = 0.0

    def monotonic(self) -> float:
        return self.now


def said(text: str, chat_id: int = -7) -> SendMessage:
    return SendMessage(chat_id=chat_id, text=text)


class Room:
    def __init__(self) -> None:
        self.clock = Clock()
        self.heard: list[TelegramMethod[object]] = []
        self.repeats = Repeats(self.heard.append, self.clock)

    def tell(self, *texts: str, times: int = 1) -> int:
        """How many of them were heard."""
        before = len(self.heard)
        for _ in range(times):
            for text in texts:
                self.repeats.enqueue(said(text))
        return len(self.heard) - before


def test_the_same_is_said_only_so_often() -> None:
    assert Room().tell("already here", times=1_000) == MOST


def test_so_are_two_that_take_turns() -> None:
    assert Room().tell("The news will arrive here", "No more news here", times=500) == 2 * MOST


def test_something_else_is_said_all_the_same_and_to_others_too() -> None:
    room = Room()
    room.tell("already here", times=100)
    assert room.tell("I talk about that in private") == 1
    room.repeats.enqueue(said("already here", chat_id=8))
    assert len(room.heard) == MOST + 2


def test_later_it_is_said_again() -> None:
    room = Room()
    room.tell("already here", times=100)
    room.clock.now = WITHIN + 1
    assert room.tell("already here", times=100) == MOST


def test_other_answers_pass() -> None:
    room = Room()
    for _ in range(50):
        room.repeats.enqueue(AnswerCallbackQuery(callback_query_id="1"))
    assert len(room.heard) == 50


def test_what_it_remembers_is_bounded() -> None:
    room = Room()
    for number in range(REMEMBERED + 10):
        room.repeats.enqueue(said("x", chat_id=number + 1))
    assert len(room.repeats._said) == REMEMBERED
