"""A bot as Telegram knows it: made the first time its token is used."""

import asyncio
import json
import re
from dataclasses import dataclass, field
from typing import Any

from botapi_sandbox.content.contents import Content
from botapi_sandbox.content.files import Files
from botapi_sandbox.ground.clock import Clock
from botapi_sandbox.ground.errors import unauthorized
from botapi_sandbox.people.people import People
from botapi_sandbox.state.journal import Journal
from botapi_sandbox.state.updates import UpdateQueue

TOKEN = re.compile(r"(\d{1,15}):[A-Za-z0-9_-]+")
FIRST_UPDATE = 400_000_001
REMEMBERED = 512  # prepared contents; more distinct ones at a time are prepared again


@dataclass(slots=True, kw_only=True)
class Callback:
    """A pressed button that waits for answerCallbackQuery."""

    since: float  # sandbox seconds
    answer: asyncio.Future[dict[str, Any]]


@dataclass(slots=True, kw_only=True)
class Webhook:
    url: str
    secret: str = ""
    max_connections: int = 40
    last_error: str | None = None
    last_error_date: int = 0


@dataclass(slots=True, kw_only=True)
class Account:
    id: int
    token: str
    journal: Journal
    updates: UpdateQueue
    files: Files
    name: str
    username: str
    webhook: Webhook | None = None
    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)  # (what, language) -> text
    menu_buttons: dict[int, dict[str, Any]] = field(default_factory=dict)  # 0: in all chats
    callbacks: dict[str, Callback] = field(default_factory=dict)
    prepared: dict[Any, Content] = field(default_factory=dict)
    actions: dict[int, tuple[str, float]] = field(default_factory=dict)  # chat -> what, until when

    encoded: str = ""  # user() as JSON: part of every answer to a send

    def __post_init__(self) -> None:
        self.encoded = json.dumps(self.user(), ensure_ascii=False)

    def user(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.name,
            "username": self.username,
        }

    def rename(self, name: str, username: str) -> None:
        self.name, self.username = name, username
        self.encoded = json.dumps(self.user(), ensure_ascii=False)

    def remember(self, key: Any, content: Content) -> None:
        if len(self.prepared) >= REMEMBERED:
            self.prepared.clear()
        self.prepared[key] = content


class Accounts:
    """Every bot that has called. Two tokens with the same number are the same bot, as when
    BotFather renews a token: the newest one counts once the old one is revoked."""

    def __init__(self, clock: Clock, people: People) -> None:
        self._clock = clock
        self._people = people
        self._by_token: dict[str, Account] = {}
        self._by_id: dict[int, Account] = {}
        self._revoked: set[str] = set()

    def of(self, token: str) -> Account:
        """Raises 401 for what cannot be a token, and for a revoked one."""
        account = self._by_token.get(token)
        if account is None:
            match = TOKEN.fullmatch(token)
            if match is None or token in self._revoked:
                raise unauthorized()
            account = self._make(int(match.group(1)), token)
        return account

    def all(self) -> list[Account]:
        return list(self._by_id.values())

    def with_id(self, bot_id: int) -> Account | None:
        return self._by_id.get(bot_id)

    def revoke(self, token: str) -> None:
        self._revoked.add(token)
        self._by_token.pop(token, None)

    def _make(self, bot_id: int, token: str) -> Account:
        account = self._by_id.get(bot_id)
        if account is None:
            account = Account(
                id=bot_id,
                token=token,
                journal=Journal(watched=lambda chat: chat < 0 or self._people.named(chat)),
                updates=UpdateQueue(self._clock, FIRST_UPDATE),
                files=Files(bot_id),
                name="Sandbox bot",
                username=f"sandbox{bot_id}_bot",
            )
            self._by_id[bot_id] = account
        self._by_token[token] = account
        return account
