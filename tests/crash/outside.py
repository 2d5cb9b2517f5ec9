"""A program that launches the broadcast from outside, and asks again in each life."""

from zoneinfo import ZoneInfo

from sqlalchemy import text

from bot.api.core.acts.every import ACTS
from bot.api.core.call import Given
from bot.api.core.caller import Caller
from bot.api.core.desk import Desk
from bot.api.core.mandate import Asked
from bot.api.core.office import Office
from broadcast.assembly.build import Assembly
from broadcast.model.actor import Actor
from broadcast.model.outside.key import ApiKey
from db.admins.admins import Admins
from db.api import keys
from db.api.keys import NewKeyRow
from db.connection.database import Database
from db.schema.states import ApiRight, Role
from db.subscribers.store import Subscribers
from handlers.frame.access import Access
from handlers.language.texts import Texts
from runtime.clock import Clock
from tests.actors import editor

ASKED = Asked(key="launch it", hash="the same each time")
KEY = NewKeyRow(
    name="shop",
    key_hash="0" * 64,
    hint="0000",
    rights=ApiRight.SEND.value,
    per_minute=600,
    expires_at=None,
)


class Outside:
    def __init__(
        self, broadcast_id: int, assembly: Assembly, database: Database, clock: Clock
    ) -> None:
        self._broadcast_id = broadcast_id
        self._assembly = assembly
        self._database = database
        self._clock = clock

    async def has_come(self) -> bool:
        """Whether an earlier life began it from outside."""
        query = text("SELECT api_key_id FROM broadcasts WHERE id = :id")
        async with self._database.read() as connection:
            return await connection.scalar(query, {"id": self._broadcast_id}) is not None

    async def launch(self) -> None:
        maker = editor().user_id
        if not await self.has_come():
            query = text("UPDATE broadcasts SET api_key_id = :key, held_by = 0 WHERE id = :id")
            async with self._database.write() as connection:
                key_id = await keys.add(connection, KEY, by=maker, now=1)
                await connection.execute(query, {"key": key_id, "id": self._broadcast_id})
        async with self._database.read() as connection:
            row = await keys.by_hash(connection, KEY.key_hash)
        assert row is not None
        actor = Actor(user_id=maker, role=Role.EDITOR, key=row.id)
        caller = Caller(key=ApiKey.from_row(row), actor=actor)
        given = Given(numbers={"broadcast": self._broadcast_id})
        answer = await self._desk().answer(caller, ACTS["launch_broadcast"], given, ASKED)
        assert answer.status == 200
        assert '"state":"running"' in answer.body

    def _desk(self) -> Desk:
        assembly = self._assembly
        return Desk(
            Office(
                bot_id=1,
                username=None,
                database=self._database,
                doors=assembly.doors,
                doors_over=assembly.doors_over,
                status=assembly.status,
                subscribers=Subscribers(self._database),
                access=Access(Admins(self._database), owner_ids=[1], clock=self._clock),
                texts=Texts("en"),
                timezone=ZoneInfo("UTC"),
                clock=self._clock,
            )
        )
