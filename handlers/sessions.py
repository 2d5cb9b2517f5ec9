"""The dialogs' state in the program's own database, so that a restart breaks no open dialog.

The dialogs save their state after every tap, changed or not. Here it reaches the disk only when it
differs from what is there: a tap that changes nothing must not make the engine wait for a commit.
"""

import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey

from broadcast.clock import Clock
from db.dialog_states import DialogState, DialogStates

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
        await self._write(name, key.user_id, replace(await self._known(name), state=plain))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        data: dict[str, Any] = json.loads((await self._read(self._keys.build(key))).data)
        return data

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        name = self._keys.build(key)
        text = json.dumps(dict(data), ensure_ascii=False, separators=(",", ":"))
        await self._write(name, key.user_id, replace(await self._known(name), data=text))

    async def close(self) -> None:
        """The database is closed by whoever opened it."""

    async def sweep(self, now: int) -> int:
        """Remove what nobody touched for a month; how many rows went."""
        self._stored.clear()
        return await self._states.sweep(now - KEPT_DAYS * DAY)

    async def stored_data(self) -> list[str]:
        """The JSON text of every key."""
        return await self._states.data_of_all()

    async def _read(self, name: str) -> DialogState:
        value = await self._states.read(name)
        self._remember(name, value)
        return value

    async def _known(self, name: str) -> DialogState:
        known = self._stored.get(name)
        return await self._read(name) if known is None else known

    async def _write(self, name: str, user_id: int, value: DialogState) -> None:
        if self._stored.get(name) == value:
            return
        # Forgotten first: if the write fails, nobody knows what is stored.
        self._stored.pop(name, None)
        await self._states.write(name, user_id, value, int(self._clock.time()))
        self._remember(name, value)

    def _remember(self, name: str, value: DialogState) -> None:
        self._stored[name] = value
        self._stored.move_to_end(name)
        if len(self._stored) > KEPT_KEYS:
            self._stored.popitem(last=False)
