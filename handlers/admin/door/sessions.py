"""The dialogs' state in the program's own database, so that a restart breaks no open dialog.

The dialogs save their state after every tap, changed or not. Here it reaches the disk only when it
differs from what is there: a tap that changes nothing must not make the engine wait for a commit.

They also take away what was open before they know whether the new window gets through. So what one
update writes is held back (`Unsaved`) until its window stands, and then written as one.
"""

import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey

from db.admins.dialog_states import Change, DialogState, DialogStates
from runtime.clock import Clock

KEPT_KEYS = 1_000  # keys whose stored value is remembered: an open dialog has two
KEPT_DAYS = 30  # a dialog that nobody touched for so long is closed
DAY = 86_400  # seconds


class SqlStorage(BaseStorage):
    """An aiogram storage on the `dialog_states` table; keys carry the destiny.

    What was last read or written is remembered only to skip writes; reading always asks the
    database, since erasing a person removes rows behind our back.
    """

    def __init__(self, states: DialogStates, clock: Clock) -> None:
        self._states = states
        self._clock = clock
        self._keys = DefaultKeyBuilder(
            with_bot_id=True, with_business_connection_id=True, with_destiny=True
        )
        self._stored: OrderedDict[str, DialogState] = OrderedDict()

    async def get_state(self, key: StorageKey) -> str | None:
        return (await self._read(self._keys.build(key))).state

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = self._keys.build(key)
        plain = state.state if isinstance(state, State) else state
        value = replace(await self._known(name), state=plain)
        await self._write([Change(key=name, user_id=key.user_id, value=value)])

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        data: dict[str, Any] = json.loads((await self._read(self._keys.build(key))).data)
        return data

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await self.set_all({key: _dumped(data)})

    async def set_all(self, texts: Mapping[StorageKey, str]) -> None:
        """The JSON text of each key's data, all of them or none."""
        changes = []
        for key, text in texts.items():
            name = self._keys.build(key)
            value = replace(await self._known(name), data=text)
            changes.append(Change(key=name, user_id=key.user_id, value=value))
        await self._write(changes)

    async def close(self) -> None:
        """The database is closed by whoever opened it."""

    async def sweep(self, now: int) -> int:
        """Remove what nobody touched for a month; how many rows went."""
        self._stored.clear()
        return await self._states.sweep(now - KEPT_DAYS * DAY)

    async def _read(self, name: str) -> DialogState:
        value = await self._states.read(name)
        self._remember(name, value)
        return value

    async def _known(self, name: str) -> DialogState:
        known = self._stored.get(name)
        return await self._read(name) if known is None else known

    async def _write(self, changes: list[Change]) -> None:
        fresh = [one for one in changes if self._stored.get(one.key) != one.value]
        if not fresh:
            return
        # Forgotten first: if the write fails, nobody knows what is stored.
        for one in fresh:
            self._stored.pop(one.key, None)
        await self._states.write(fresh, int(self._clock.time()))
        for one in fresh:
            self._remember(one.key, one.value)

    def _remember(self, name: str, value: DialogState) -> None:
        self._stored[name] = value
        self._stored.move_to_end(name)
        if len(self._stored) > KEPT_KEYS:
            self._stored.popitem(last=False)


class Unsaved(BaseStorage):
    """What one update has read and wants to write. Nothing of it is kept until `commit()`."""

    def __init__(self, storage: SqlStorage) -> None:
        self._storage = storage
        self._texts: dict[StorageKey, str] = {}

    async def commit(self) -> None:
        texts, self._texts = self._texts, {}
        await self._storage.set_all(texts)

    def discard(self) -> None:
        self._texts.clear()

    async def get_state(self, key: StorageKey) -> str | None:
        return await self._storage.get_state(key)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Written at once: the dialogs keep their state in the data and never call this."""
        await self._storage.set_state(key, state)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        if key not in self._texts:
            return await self._storage.get_data(key)
        data: dict[str, Any] = json.loads(self._texts[key])
        return data

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """As text: who goes on working on the data changes nothing here."""
        self._texts[key] = _dumped(data)

    async def close(self) -> None:
        """Nothing is open."""


def _dumped(data: Mapping[str, Any]) -> str:
    return json.dumps(dict(data), ensure_ascii=False, separators=(",", ":"))
