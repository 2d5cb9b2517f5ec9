"""The API as a program meets it: a server on the loopback, an engine behind it, a real database."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import ClientSession, TCPConnector

from bot.api.core.desk import Desk
from bot.api.core.office import Office
from bot.api.http.reception import Reception
from bot.client.session import Session
from bot.http.health import Health
from bot.http.hooks import Hooks
from bot.http.server import build_site, serving
from broadcast.assembly.build import Assembly, build_engine
from broadcast.assembly.options import EngineOptions
from broadcast.doors.doors import Doors
from broadcast.doors.outside.api_keys import NewKey
from db.admins.admins import Admins
from db.connection.database import Database
from db.schema.states import ApiRight
from db.subscribers.store import Subscribers
from handlers.frame.access import Access
from handlers.language.texts import Texts
from runtime.supervisor import Supervisor
from tests.actors import owner
from tests.clocks import VirtualClock
from tests.conftest import TOKEN

OWNER, EDITOR = 1, 2
BOT_ID = int(TOKEN.partition(":")[0])
EVERYTHING = tuple(ApiRight)
TEXT = {"text": "Good *news*"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """An answer; `body`: JSON, or text where it is none."""

    status: int
    headers: Mapping[str, str]
    body: Any

    @property
    def code(self) -> str:
        """Of a problem."""
        assert self.headers["Content-Type"] == "application/problem+json"
        assert self.body["status"] == self.status
        code: str = self.body["code"]
        return code


@dataclass(kw_only=True)
class Api:
    """The engine behind it is not started: what is launched stays running."""

    url: str
    doors: Doors
    desk: Desk
    reception: Reception
    database: Database
    assembly: Assembly
    access: Access
    clock: VirtualClock
    session: ClientSession
    token: str = ""

    async def key(
        self,
        *rights: ApiRight,
        per_minute: int = 10_000,
        expires_at: int | None = None,
        name: str = "shop",
    ) -> NewKey:
        made = await self.doors.api_keys.add(
            name,
            rights or EVERYTHING,
            bot_id=BOT_ID,
            per_minute=per_minute,
            expires_at=expires_at,
            by=owner(OWNER),
        )
        assert isinstance(made, NewKey)
        return made

    async def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str | None = None,
        once: str | None = None,
        **more: Any,
    ) -> Said:
        """`once`: the Idempotency-Key."""
        headers = {"Authorization": f"Bearer {token or self.token}"}
        if once is not None:
            headers["Idempotency-Key"] = once
        headers |= more.pop("headers", {})
        if body is not None:
            more["json"] = body
        async with self.session.request(
            method, f"{self.url}{path}", headers=headers, **more
        ) as answer:
            kind = answer.headers.get("Content-Type", "")
            told = await answer.json(content_type=None) if "json" in kind else await answer.text()
            return Said(status=answer.status, headers=dict(answer.headers), body=told)

    async def draft(self, **more: Any) -> int:
        made = await self.ask("POST", "/broadcasts", {**TEXT, **more})
        assert made.status == 201, made.body
        number: int = made.body["id"]
        return number

    async def subscribe(self, *chat_ids: int) -> None:
        people = Subscribers(self.database)
        for chat_id in chat_ids:
            await people.subscribe(chat_id, now=1, first_name="Ann")


@pytest.fixture(scope="session")
def texts() -> Texts:
    return Texts("en")


@pytest.fixture
async def api(sandbox_url: str, database: Database, texts: Texts) -> AsyncIterator[Api]:
    clock = VirtualClock()
    supervisor = Supervisor(clock)
    bot = Bot(TOKEN, session=Session(api=TelegramAPIServer.from_base(sandbox_url)))
    assembly = await build_engine(bot, database, clock, supervisor, EngineOptions(rate=30))
    access = Access(Admins(database), owner_ids=[OWNER], clock=clock)
    office = Office(
        bot_id=BOT_ID,
        username="herald_bot",
        database=database,
        doors=assembly.doors,
        doors_over=assembly.doors_over,
        status=assembly.status,
        subscribers=Subscribers(database),
        access=access,
        texts=texts,
        timezone=ZoneInfo("Europe/Berlin"),
        clock=clock,
    )
    desk, reception = Desk(office), Reception()
    site = build_site(Health(), lambda: b"", Hooks(), reception.receive)
    async with (
        serving(site, "127.0.0.1", 0) as port,
        ClientSession(connector=TCPConnector(limit=0)) as session,
    ):
        with reception.seated(desk):
            ready = Api(
                url=f"http://127.0.0.1:{port}/api/v1",
                doors=assembly.doors,
                desk=desk,
                reception=reception,
                database=database,
                assembly=assembly,
                access=access,
                clock=clock,
                session=session,
            )
            ready.token = (await ready.key()).token
            yield ready
    await supervisor.close()
    await bot.session.close()


Asking = Callable[..., Awaitable[Said]]
