"""Floods that are not the bot's: a chat's own, slow mode, and those of edits.

Their 429 looks like any other and does not tell its scope, but nobody else is refused meanwhile,
no ban begins, and trying on prolongs nothing.
"""

import math


class OwnFloods:
    """Of one bot. Moments are sandbox seconds."""

    def __init__(self) -> None:
        self._chats: dict[tuple[int, bool], float] = {}  # chat, whether its edits: until when
        self._slow: dict[int, float] = {}  # chat: seconds between two messages of one sender
        self._last: dict[int, float] = {}  # chat in slow mode: when the bot last wrote there
        self._edits = -math.inf

    def flood(self, chat_id: int, until: float, *, edits: bool) -> None:
        """This chat refuses what is sent to it, or edits of what stands there, until then."""
        self._chats[chat_id, edits] = until

    def flood_edits(self, until: float) -> None:
        """Edits are refused in every chat."""
        self._edits = until

    def slow_mode(self, chat_id: int, seconds: float) -> None:
        """0 ends it."""
        if seconds:
            self._slow[chat_id] = seconds
        else:
            self._slow.pop(chat_id, None)

    def pardon(self) -> None:
        """They all end; slow mode, which is the chat's own will, stays."""
        self._chats.clear()
        self._edits = -math.inf

    def left(self, chat_id: int, now: float, *, edit: bool) -> float:
        """For how many seconds the chat refuses."""
        until = self._chats.get((chat_id, edit), -math.inf)
        if edit:
            until = max(until, self._edits)
        elif chat_id in self._slow:
            until = max(until, self._last.get(chat_id, -math.inf) + self._slow[chat_id])
        return max(0.0, until - now)

    def wrote(self, chat_id: int, at: float) -> None:
        """The bot's message goes there then."""
        if chat_id in self._slow:
            self._last[chat_id] = at
