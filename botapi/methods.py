"""What is known of the Bot API's methods."""

from collections.abc import Callable
from enum import Enum, auto
from functools import cache

# The methods that take allow_paid_broadcast. forwardMessage(s) and copyMessages do not.
PAYABLE = frozenset(
    {
        "copyMessage",
        "sendAnimation",
        "sendAudio",
        "sendContact",
        "sendDice",
        "sendDocument",
        "sendGame",
        "sendInvoice",
        "sendLivePhoto",
        "sendLocation",
        "sendMediaGroup",
        "sendMessage",
        "sendPaidMedia",
        "sendPhoto",
        "sendPoll",
        "sendRichMessage",
        "sendSticker",
        "sendVenue",
        "sendVideo",
        "sendVideoNote",
        "sendVoice",
    }
)


def payable(method: str) -> bool:
    """Whether Telegram takes Stars for it."""
    return method in PAYABLE


# Sends that take no reply_markup: an album has no buttons, a forward keeps its own.
WITHOUT_MARKUP = frozenset({"copyMessages", "forwardMessage", "forwardMessages", "sendMediaGroup"})


def takes_markup(method: str) -> bool:
    """Whether buttons can hang on what it sends."""
    return method not in WITHOUT_MARKUP


def is_forward(method: str) -> bool:
    """Forwards have a limit of their own."""
    return method in ("forwardMessage", "forwardMessages")


# What Telegram counts as several messages (Bot API FAQ), and the parameter that lists them.
SEVERAL = {
    "copyMessages": "message_ids",
    "forwardMessages": "message_ids",
    "sendMediaGroup": "media",
}


def cost_of(method: str, parameter: Callable[[str], object]) -> int:
    """Messages that Telegram counts for a call; `parameter` tells one of its parameters."""
    name = SEVERAL.get(method)
    listed = None if name is None else parameter(name)
    return len(listed) if isinstance(listed, list) else 1


class CallKind(Enum):
    """What a call is about: Telegram words its refusals for each differently."""

    SEND = auto()
    EDIT = auto()
    DELETE = auto()
    PIN = auto()
    TAP = auto()  # the answer to a tap on a button
    MEMBERS = auto()  # a question about who is in a group
    OTHER = auto()


_BEGINNINGS = (
    (("send", "forward", "copy"), CallKind.SEND),
    (("edit", "stopPoll"), CallKind.EDIT),
    (("deleteMessage",), CallKind.DELETE),
    (("pinChat", "unpin"), CallKind.PIN),
    (("answerCallbackQuery",), CallKind.TAP),
    (("getChatMember", "getChatAdministrators"), CallKind.MEMBERS),
)


@cache
def kind_of(method: str) -> CallKind:
    """By the method's name: a few hundred are few enough to remember."""
    return next((kind for begins, kind in _BEGINNINGS if method.startswith(begins)), CallKind.OTHER)
