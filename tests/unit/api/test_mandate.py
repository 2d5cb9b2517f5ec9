"""Each transaction of a call begins with a look at its key, and tells what it has made."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text as sql

from bot.api.core.acts.every import ACTS
from bot.api.core.call import Given
from bot.api.core.mandate import KEPT, AnsweredBefore, Asked, Mandate
from bot.api.core.refusals import Refused
from bot.api.core.shapes.broadcasts import NewBroadcast
from broadcast.model.outside.key import ApiKey
from db.api import keys, requests
from db.connection.escorted import EscortedDatabase
from tests.actors import owner
from tests.unit.api.conftest import OWNER, Api


async def key_of(api: Api) -> ApiKey:
    made = await api.key()
    async with api.database.read() as connection:
        row = await keys.get(connection, made.id)
    assert row is not None
    return ApiKey.from_row(row)


async def test_what_begins_after_the_key_was_revoked_is_not_done(api: Api) -> None:
    """The request had come in, and its key was looked at, a moment before."""
    made = await api.key()
    caller = await api.desk.caller(made.token)
    assert await api.doors.api_keys.revoke(made.id, by=owner(OWNER))
    given = Given(body=NewBroadcast(text="Good news"))
    with pytest.raises(Refused, match="key_over"):
        await api.desk.answer(caller, ACTS["create_broadcast"], given, None)
    _shown, count = await api.doors.drafts.page(limit=1)
    assert count == 0


async def test_a_key_that_is_revoked_while_the_body_is_on_its_way_makes_nothing(api: Api) -> None:
    made = await api.key()
    body = json.dumps({"text": "Good news"}).encode()

    async def pieces() -> AsyncIterator[bytes]:
        yield body[:5]
        while not api.desk._keys:  # the key was found to be good
            await asyncio.sleep(0.01)
        assert await api.doors.api_keys.revoke(made.id, by=owner(OWNER))
        yield body[5:]

    kind = {"Content-Type": "application/json"}
    said = await api.ask("POST", "/broadcasts", token=made.token, data=pieces(), headers=kind)
    assert (said.status, said.code) == (401, "key_over")
    _shown, count = await api.doors.drafts.page(limit=1)
    assert count == 0


async def test_each_of_several_transactions_looks_at_the_key(api: Api) -> None:
    key = await key_of(api)
    escorted = EscortedDatabase(api.database, Mandate(key, None, api.clock))
    async with escorted.write():
        pass
    assert await api.doors.api_keys.revoke(key.id, by=owner(OWNER))
    with pytest.raises(Refused, match="key_over"):
        async with escorted.write() as connection:
            await connection.execute(sql("DELETE FROM api_keys"))
    with pytest.raises(Refused, match="key_over"):
        await escorted.transact(lambda connection: connection.execute(sql("DELETE FROM api_keys")))
    async with api.database.read() as connection:
        assert await keys.get(connection, key.id) is not None


async def test_what_is_rolled_back_was_not_answered(api: Api) -> None:
    key, asked = await key_of(api), Asked(key="k", hash="h")
    mandate = Mandate(key, asked, api.clock)
    escorted = EscortedDatabase(api.database, mandate)

    async def tell(_: object) -> str:
        return "{}"

    mandate.tells(200, tell)
    with pytest.raises(ValueError, match="in the middle"):
        async with escorted.write():
            raise ValueError("in the middle")
    assert mandate.answer is None
    async with api.database.read() as connection:
        assert await requests.find(connection, key.id, "k") is None
    async with escorted.write():
        pass
    with pytest.raises(AnsweredBefore):
        async with EscortedDatabase(api.database, Mandate(key, asked, api.clock)).write():
            raise AssertionError("it was done before")


async def test_old_answers_go(api: Api) -> None:
    key = await key_of(api)

    async def tell(_: object) -> str:
        return "{}"

    for name in ("first", "second"):
        mandate = Mandate(key, Asked(key=name, hash="h"), api.clock)
        mandate.tells(200, tell)
        async with EscortedDatabase(api.database, mandate).write():
            pass
        await api.clock.advance(KEPT + 1)
    async with api.database.read() as connection:
        assert await requests.find(connection, key.id, "first") is None
        assert await requests.find(connection, key.id, "second") is not None
