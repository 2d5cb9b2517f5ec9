"""What the control API answers, typed for its Python client."""

from dataclasses import dataclass, field
from typing import Any

Message = dict[str, Any]
"""Bot API: Message, with "sandbox": {"outgoing", "silent", ...} added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Users first_id to last_id, both included."""

    first_id: int
    last_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message a person wrote; by bot where several heard it."""

    message_id: int
    message_ids: dict[str, int] = field(default_factory=dict)
    at: float = 0.0  # when, in sandbox seconds since the start
    parts: list[int] = field(default_factory=list)  # all of them, where a text made several


@dataclass(frozen=True, slots=True, kw_only=True)
class SentAlbum:
    message_ids: list[int]
    media_group_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    chat_id: int  # where it is now: a chat of two people has a number of its own
    message_ids: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What answerCallbackQuery said, if it was called in time."""

    answered: bool
    text: str
    alert: bool
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    sends: int  # calls of methods that send, answered in whatever way
    accepted: int  # messages
    recipients: int  # chats
    duplicates: list[int]  # chats that got the same twice
    per_method: dict[str, int]
    statuses: dict[str, int]  # HTTP statuses, and the names of faults
    paid: dict[str, int] = field(default_factory=dict)  # messages that cost Stars, by method


@dataclass(frozen=True, slots=True, kw_only=True)
class Landed:
    """A message that a call of the bot brought about, whatever became of it and of the answer."""

    chat_id: int
    number: int
    at: float  # sandbox seconds since the start


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Sandbox seconds since the start; `waited`: silently, by each that was accepted."""

    accepted: list[float]
    refused: list[float]
    waited: list[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLog:
    """Of each call: number, at, bot, method, chat, status, error, notes, caller."""

    calls: list[dict[str, Any]]  # newest first
    total: int
    lacking: dict[str, int]  # methods this sandbox does not have, and how often they were asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who called for a bot, as it named itself; moments in sandbox seconds since the start."""

    bot: int | None  # None: no bot has that token, or Telegram was out
    caller: str
    calls: int  # getUpdates aside, and so the next three
    sends: int
    first: float | None
    last: float | None
    polled: float | None  # when getUpdates came last


@dataclass(frozen=True, slots=True, kw_only=True)
class BotState:
    """A bot that the sandbox keeps. `since` in wall-clock seconds: since it began, was frozen or
    woken, or ended."""

    name: str  # bot, where it is the only one
    state: str  # running, frozen or ended
    pid: int | None
    since: float | None  # None: it has not been started yet
    code: int | None  # exit code; below zero: the signal that killed it
    how: str | None  # killed, stopped, ended by itself
    log: list[str]  # its last lines
    silent_for: float | None = None  # sandbox seconds since the last call of any bot
