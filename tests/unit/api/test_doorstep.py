"""Who may come in, and what is said to whoever may not."""

import logging

import pytest
from sqlalchemy import text as sql

from broadcast.ledger.restoring import doubt_what_ran
from broadcast.model.outside.key import hash_of
from db.admins import admins
from db.admins.admins import Admins
from db.schema.states import ApiRight
from db.subscribers.store import Subscribers
from tests.actors import owner
from tests.unit.api.conftest import BOT_ID, OWNER, TEXT, Api

ACTS = {
    ApiRight.DRAFT: ("POST", "/broadcasts", TEXT),
    ApiRight.SEND: ("POST", "/broadcasts/1/launch", None),
    ApiRight.PEOPLE: ("GET", "/subscribers", None),
    ApiRight.READ: ("GET", "/broadcasts", None),
}


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ({}, "no_key"),
        ({"Authorization": "Basic aGs6aGs="}, "no_key"),
        ({"Authorization": "Bearer hk_42_short"}, "no_key"),
        ({"Authorization": f"Bearer hk_{BOT_ID}_{'x' * 43}"}, "unknown_key"),
        ({"Authorization": f"Bearer hk_77_{'x' * 43}"}, "unknown_key"),
    ],
)
async def test_whoever_has_no_key_learns_how_to_send_one(
    api: Api, header: dict[str, str], code: str
) -> None:
    async with api.session.get(f"{api.url}/status", headers=header) as answer:
        assert answer.status == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.content_type == "application/problem+json"
        assert (await answer.json(content_type=None))["code"] == code


async def test_of_a_key_its_hash_alone_is_kept(api: Api) -> None:
    key = await api.key(name="till")
    async with api.database.read() as connection:
        rows = (await connection.execute(sql("SELECT * FROM api_keys"))).mappings().all()
    mine = next(row for row in rows if row["name"] == "till")
    assert mine["key_hash"] == hash_of(key.token)
    assert all(key.token not in str(value) for row in rows for value in row.values())
    assert mine["hint"] == key.token[-4:]


@pytest.mark.parametrize("right", ApiRight)
async def test_a_key_does_what_it_may_and_nothing_else(api: Api, right: ApiRight) -> None:
    token = (await api.key(right)).token
    for other, (method, path, body) in ACTS.items():
        answer = await api.ask(method, path, body, token=token)
        allowed = other is right or {other, right} == {ApiRight.DRAFT, ApiRight.SEND}
        if other is ApiRight.SEND and right is ApiRight.DRAFT:
            allowed = False
        if allowed:
            assert answer.status != 403, answer.body
        else:
            assert (answer.status, answer.code) == (403, "missing_right")


async def test_a_key_ends_at_its_time(api: Api) -> None:
    token = (await api.key(expires_at=int(api.clock.time()) + 60)).token
    assert (await api.ask("GET", "/status", token=token)).status == 200
    await api.clock.advance(60)
    ended = await api.ask("GET", "/status", token=token)
    assert (ended.status, ended.code) == (401, "key_over")


async def test_a_revoked_key_is_over_in_seconds(api: Api) -> None:
    key = await api.key()
    assert (await api.ask("GET", "/status", token=key.token)).status == 200
    assert await api.doors.api_keys.revoke(key.id, by=owner(OWNER))
    await api.clock.advance(2)
    assert (await api.ask("GET", "/status", token=key.token)).code == "key_over"


async def test_a_backup_brings_no_revoked_key_back(api: Api) -> None:
    """It does not know which were revoked since: so all are."""
    doubted = await doubt_what_ran(api.database, made_at=1, now=int(api.clock.time()))
    assert doubted.keys == 1
    assert (await api.ask("GET", "/status")).code == "key_over"
    assert (await doubt_what_ran(api.database, made_at=1, now=1)).keys == 0


async def test_a_key_acts_for_nobody_who_is_no_admin(api: Api) -> None:
    await Admins(api.database).add_first(5, 1)
    key = await api.doors.api_keys.add(
        "theirs",
        [ApiRight.DRAFT],
        bot_id=BOT_ID,
        per_minute=60,
        expires_at=None,
        by=owner(5),
    )
    assert not isinstance(key, str)
    await api.access.changed()
    assert (await api.ask("POST", "/broadcasts", TEXT, token=key.token)).status == 201
    async with api.database.write() as connection:
        await connection.execute(sql("DELETE FROM admins"))
        assert await admins.role_of(connection, 5) is None
    await api.access.changed()
    gone = await api.ask("POST", "/broadcasts", TEXT, token=key.token)
    assert (gone.status, gone.code) == (403, "maker_is_no_admin")


async def test_who_asks_to_be_forgotten_takes_their_keys_along(api: Api) -> None:
    await Subscribers(api.database).erase(OWNER)
    await api.clock.advance(2)
    assert (await api.ask("GET", "/status")).code == "key_over"


async def test_calls_beyond_the_rate_wait(api: Api) -> None:
    token = (await api.key(per_minute=10)).token
    said = [(await api.ask("GET", "/status", token=token)).status for _ in range(10)]
    assert said == [200] * 10
    slowed = await api.ask("GET", "/status", token=token)
    assert (slowed.status, slowed.code, slowed.headers["Retry-After"]) == (
        429,
        "too_many_calls",
        "6",
    )
    await api.clock.advance(6)
    assert (await api.ask("GET", "/status", token=token)).status == 200
    assert (await api.ask("GET", "/status", token=token)).status == 429


async def test_the_log_knows_who_did_what_and_not_with_which_key(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    key = await api.key(ApiRight.DRAFT, name="till")
    await api.ask("POST", "/broadcasts", TEXT, token=key.token)
    await api.ask("GET", "/subscribers", token=key.token)
    assert f"API key {key.id} (till): create_broadcast, 201" in caplog.text
    assert f"API key {key.id} (till): list_subscribers, 403 missing_right" in caplog.text
    await api.ask("POST", "/broadcasts", {"text": 1}, token=key.token)
    assert f"API key {key.id} (till): nothing, 422 bad_body" in caplog.text
    await api.ask("GET", "/broadcasts/1/recipients.csv", token=key.token)
    assert f"API key {key.id} (till): nothing, 403 missing_right" in caplog.text
    assert await api.doors.api_keys.revoke(key.id, by=owner(OWNER))
    await api.clock.advance(2)
    await api.ask("GET", "/status", token=key.token)
    assert f"API key {key.id} (till) is over, and was used" in caplog.text
    assert key.token not in caplog.text
    assert key.token[-20:] not in caplog.text


async def test_owners_see_when_a_key_was_used_last(api: Api) -> None:
    key = await api.key()
    await api.ask("GET", "/status", token=key.token)
    found = await api.doors.api_keys.get(key.id, by=owner(OWNER))
    assert found is not None
    assert found.used_at == int(api.clock.time()) // 60 * 60


async def test_a_bot_that_ends_asks_to_come_again(api: Api) -> None:
    with api.reception.seated(api.desk):
        pass
    answer = await api.ask("GET", "/status")
    assert (answer.status, answer.headers["Retry-After"]) == (503, "1")
