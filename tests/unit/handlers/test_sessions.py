"""The dialogs' storage."""

from aiogram.fsm.storage.base import StorageKey

from db.admins.dialog_states import DialogStates
from db.connection.database import Database
from handlers.admin.door import sessions
from handlers.admin.door.sessions import DAY, KEPT_DAYS, SqlStorage
from tests.clocks import VirtualClock
from tests.connections import counted_commits


def key(destiny: str = "aiogd:stack:", user_id: int = 11) -> StorageKey:
    return StorageKey(bot_id=42, chat_id=user_id, user_id=user_id, destiny=destiny)


async def test_data_and_state_by_destiny(database: Database) -> None:
    storage = SqlStorage(DialogStates(database), VirtualClock())
    await storage.set_data(key("one"), {"a": [1, "я"]})
    await storage.set_state(key("one"), "Menu:main")
    assert await storage.get_data(key("one")) == {"a": [1, "я"]}
    assert await storage.get_state(key("one")) == "Menu:main"
    assert await storage.get_data(key("two")) == {}
    assert await storage.get_state(key("two")) is None
    assert await storage.get_data(key("one", user_id=12)) == {}


async def test_another_process_reads_it(database: Database) -> None:
    await SqlStorage(DialogStates(database), VirtualClock()).set_data(key(), {"a": 1})
    assert await SqlStorage(DialogStates(database), VirtualClock()).get_data(key()) == {"a": 1}


async def test_only_a_difference_is_written(database: Database) -> None:
    storage = SqlStorage(DialogStates(database), VirtualClock())
    with counted_commits(database) as commits:
        await storage.set_data(key(), {})
        await storage.set_state(key(), None)
        assert len(commits) == 0
        await storage.set_data(key(), {"a": 1})
        assert len(commits) == 1
        await storage.set_data(key(), {"a": 1})
        fresh = SqlStorage(DialogStates(database), VirtualClock())
        await fresh.set_data(key(), {"a": 1})
        assert len(commits) == 1
        await fresh.set_data(key(), {"a": 2})
        assert len(commits) == 2


async def test_nothing_to_remember_leaves_no_row(database: Database) -> None:
    storage = SqlStorage(DialogStates(database), VirtualClock())
    await storage.set_data(key(), {"a": 1})
    await storage.set_state(key(), "Menu:main")
    await storage.set_data(key(), {})
    assert await rows(database) == 1
    await storage.set_state(key(), None)
    assert await rows(database) == 0


async def rows(database: Database) -> int:
    async with database.read() as connection:
        found = await connection.exec_driver_sql("SELECT count(*) FROM dialog_states")
        return int(found.scalar_one())


async def test_what_was_erased_behind_its_back_is_written_again(database: Database) -> None:
    storage = SqlStorage(DialogStates(database), VirtualClock())
    await storage.set_data(key(), {"a": 1})
    async with database.write() as connection:
        await connection.exec_driver_sql("DELETE FROM dialog_states")
    assert await storage.get_data(key()) == {}
    await storage.set_data(key(), {"a": 1})
    assert await storage.get_data(key()) == {"a": 1}


async def test_old_rows_are_swept(database: Database) -> None:
    clock = VirtualClock()
    storage = SqlStorage(DialogStates(database), clock)
    await storage.set_data(key("old"), {"a": 1})
    await clock.advance((KEPT_DAYS - 1) * DAY)
    await storage.set_data(key("new"), {"a": 1})
    assert await storage.sweep(int(clock.time())) == 0
    await clock.advance(DAY + 1)
    assert await storage.sweep(int(clock.time())) == 1
    assert await storage.get_data(key("old")) == {}
    assert await storage.get_data(key("new")) == {"a": 1}


async def test_the_memory_is_bounded(database: Database) -> None:
    storage = SqlStorage(DialogStates(database), VirtualClock())
    for number in range(sessions.KEPT_KEYS + 50):
        await storage.get_data(key(str(number)))
    assert len(storage._stored) == sessions.KEPT_KEYS
