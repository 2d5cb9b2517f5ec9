"""The inline buttons of a broadcast, and the keyboard that they make."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from botapi.call import JsonObject

PREVIEW = 0  # in place of a run's number: a tap there counts nothing
LONGEST_TEXT = 64  # UTF-16 units; longer ones do not fit on a screen
ANSWER, UNSUBSCRIBE = "answer", "unsubscribe"  # what the data of a tap begins with


class ButtonKind(StrEnum):
    """What a tap does."""

    LINK = "link"
    COPY = "copy"  # the code is in the clipboard
    ANSWER = "answer"  # it is counted, and a pop-up says something
    APP = "app"  # opens a web app; Bot API: in private chats only


class Colour(StrEnum):
    """Bot API: `style`."""

    RED = "danger"
    GREEN = "success"
    BLUE = "primary"


@dataclass(frozen=True, kw_only=True, slots=True)
class Button:
    """`value`: the link, the code, or what the pop-up says."""

    text: str
    value: str
    kind: ButtonKind = ButtonKind.LINK
    colour: Colour | None = None
    tag: str | None = None  # that whoever chooses this answer gets

    @classmethod
    def load(cls, data: JsonObject) -> Self:
        """From stored JSON; at first there were only links."""
        colour = data.get("colour")
        return cls(
            text=data["text"],
            value=data["value"] if "value" in data else data["url"],
            kind=ButtonKind(data.get("kind", ButtonKind.LINK)),
            colour=None if colour is None else Colour(colour),
            tag=data.get("tag"),
        )


Rows = tuple[tuple[Button, ...], ...]


def load_rows(stored: Iterable[Iterable[JsonObject]]) -> Rows:
    return tuple(tuple(Button.load(one) for one in row) for row in stored)


def answers_in(rows: Rows) -> tuple[Button, ...]:
    """The answer buttons; a tap names one by its number among them."""
    return tuple(one for row in rows for one in row if one.kind is ButtonKind.ANSWER)


@dataclass(frozen=True, kw_only=True, slots=True)
class Keyboard:
    """Rows of buttons as they are sent by one run, with the one for leaving below them, if any."""

    rows: Rows
    run_id: int = PREVIEW
    variant: int = 0
    leave: str = ""  # the words of that button

    def markup(self, *, private: bool) -> JsonObject | None:
        """Bot API: InlineKeyboardMarkup. Web apps and leaving are for private chats."""
        numbers = iter(range(len(answers_in(self.rows))))
        rows = [self._row(row, numbers, private=private) for row in self.rows]
        if private and self.leave:
            rows.append([{"text": self.leave, "callback_data": f"{UNSUBSCRIBE}:{self.run_id}"}])
        kept = [row for row in rows if row]
        return {"inline_keyboard": kept} if kept else None

    def _row(
        self, row: tuple[Button, ...], numbers: Iterator[int], *, private: bool
    ) -> list[JsonObject]:
        return [
            self._button(one, numbers) for one in row if private or one.kind is not ButtonKind.APP
        ]

    def _button(self, button: Button, numbers: Iterator[int]) -> JsonObject:
        looks = {"text": button.text}
        if button.colour is not None:
            looks["style"] = button.colour.value
        match button.kind:
            case ButtonKind.LINK:
                return {**looks, "url": button.value}
            case ButtonKind.COPY:
                return {**looks, "copy_text": {"text": button.value}}
            case ButtonKind.APP:
                return {**looks, "web_app": {"url": button.value}}
        data = f"{ANSWER}:{self.run_id}:{self.variant}:{next(numbers)}"
        return {**looks, "callback_data": data}
