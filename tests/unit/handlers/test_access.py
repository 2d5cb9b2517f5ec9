"""Who is an admin."""

import asyncio

import pytest

from bot.greeting import tell_unnamed_owners
from broadcast.model.errors import NotAllowed
from db.admins.admins import Admins
from db.connection.database import Database
from db.schema.states import Role
from handlers.frame.access import Access
from runtime.clock import SystemClock

CODE = "claim-secret"


def _access(database: Database, *owners: int) -> Access:
    return Access(
        Admins(database), owner_ids=owners, clock=SystemClock(), new_code=lambda: "secret"
    )


async def test_the_settings_owners_need_no_claim(database: Database) -> None:
    access = _access(database, 7, 8)
    assert await access.role(7) is Role.OWNER
    assert await access.role(9) is None
    assert await access.everyone() == [7, 8]
    assert await access.claim_code() is None
    assert not await access.claim(9, CODE)
    assert await access.role(9) is None


async def test_the_claim_link_works_once(database: Database) -> None:
    access = _access(database)
    assert await access.claim_code() == CODE
    assert not await access.claim(9, "claim-guessed")
    assert not await access.claim(9, "claim-ü")
    assert await access.claim(9, CODE)
    assert await access.role(9) is Role.OWNER
    assert not await access.claim(10, CODE)
    assert await access.everyone() == [9]
    assert await access.claim_code() is None


async def test_of_many_claims_at_once_one_wins(database: Database) -> None:
    access = _access(database)
    async with asyncio.TaskGroup() as group:
        claims = [group.create_task(access.claim(user_id, CODE)) for user_id in range(1, 11)]
    assert [claim.result() for claim in claims].count(True) == 1
    assert len(await access.everyone()) == 1


async def test_the_owner_is_still_the_owner_after_a_restart(database: Database) -> None:
    await _access(database).claim(9, CODE)
    assert await _access(database).role(9) is Role.OWNER


async def test_who_took_the_claim_link_stayed_owner_unsaid(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    assert await _access(database).claim(666, CODE)
    await tell_unnamed_owners(_access(database))
    assert not caplog.records, "nobody is named, and somebody must be"
    await tell_unnamed_owners(_access(database, 666))
    assert not caplog.records
    await tell_unnamed_owners(_access(database, 7))
    assert "ADMIN_IDS does not name: 666" in caplog.text
    assert "herald admins remove 666" in caplog.text


async def test_require_refuses_strangers(database: Database) -> None:
    with pytest.raises(NotAllowed):
        await _access(database, 7).require(9)


async def test_codes_are_not_guessable_and_fit_a_link(database: Database) -> None:
    codes = {
        await Access(Admins(database), owner_ids=(), clock=SystemClock()).claim_code()
        for _ in range(5)
    }
    assert len(codes) == 5
    assert all(code and 30 < len(code) <= 64 for code in codes)


async def test_while_the_table_cannot_be_read_only_the_settings_count(database: Database) -> None:
    await _access(database).claim(9, CODE)
    access = _access(database, 7)
    async with database.write() as connection:
        await connection.exec_driver_sql("ALTER TABLE admins RENAME TO hidden")
    assert await access.role(7) is Role.OWNER
    assert await access.role(9) is None


async def test_an_admins_chat_is_known_without_asking_the_table(database: Database) -> None:
    """For the line of replies, which must not wait for anything."""
    access = _access(database, 7)
    assert access.is_known_admin(7)
    assert not access.is_known_admin(9)
    assert not access.is_known_admin("@channel")
    await Admins(database).add_first(9, 1)
    assert await access.role(9) is Role.OWNER
    assert access.is_known_admin(9)


async def test_a_role_of_the_table_is_asked_again_where_it_matters(database: Database) -> None:
    """That of the settings cannot have changed."""
    access = _access(database, 7)
    await Admins(database).add(9, Role.EDITOR, 1, owner_elsewhere=True)
    assert not (await access.actor(7)).stored
    assert (await access.actor(9)).stored
