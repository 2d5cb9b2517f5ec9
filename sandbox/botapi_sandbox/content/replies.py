"""Which reply keyboard a person's client shows in a chat, from what was said there.

A keyboard belongs to the chat, not to its message: the newest one counts, until it is removed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from botapi_sandbox.content.contents import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What matters of one message. `keyboard`: the reply_markup of the bot, unless inline."""

    outgoing: bool
    words: str = ""
    keyboard: Body | None = None


def keyboard_in_force(newest_first: Iterable[Said]) -> Body | None:
    """A ReplyKeyboardMarkup or a ForceReply; None where the person just writes.

    Bot API: a `one_time_keyboard` hides once one of its buttons was used; a ForceReply is done
    with whatever is written next.
    """
    written: list[str] = []
    for said in newest_first:
        if not said.outgoing:
            written.append(said.words)
        elif said.keyboard is not None:
            return None if _is_over(said.keyboard, written) else said.keyboard
    return None


def _is_over(keyboard: Body, written: list[str]) -> bool:
    if "keyboard" not in keyboard:
        return "force_reply" not in keyboard or bool(written)
    if not keyboard.get("one_time_keyboard"):
        return False
    labels = {_label(button) for row in keyboard["keyboard"] for button in row}
    return not labels.isdisjoint(written)


def _label(button: Body | str) -> str:
    """Bot API: a button that is only text may be a bare string."""
    return button if isinstance(button, str) else str(button["text"])
