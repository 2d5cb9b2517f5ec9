"""All the processes that one sandbox keeps, by name: one that is the bot, or several that share
bots among them."""

import asyncio
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.process.bot_process import BotProcess, Command

FIELDS = frozenset({"name", "command", "env", "log"})


class Processes:
    """In the order in which they were named."""

    def __init__(self) -> None:
        self._kept: dict[str, BotProcess] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, name: str) -> bool:
        return name in self._kept

    def keep(self, process: BotProcess) -> None:
        self._kept[process.name] = process

    def all(self) -> list[BotProcess]:
        return list(self._kept.values())

    def one(self, name: str | None) -> BotProcess:
        """None stands for the only one. Raises ControlError."""
        if not self._kept:
            raise ControlError("this sandbox keeps no bot: start it with a command after --")
        names = ", ".join(self._kept)
        if name is None and len(self._kept) > 1:
            raise ControlError(f"which one? This sandbox keeps {names}")
        found = self._kept.get(next(iter(self._kept)) if name is None else name)
        if found is None:
            raise ControlError(f"this sandbox keeps no {name!r}, but {names}")
        return found

    async def start(self) -> None:
        """All of them; raises ControlError when one cannot be."""
        for process in self.all():
            await process.start()

    async def close(self) -> None:
        """Stop those that run; from now on they stay so."""
        await asyncio.gather(*(process.close() for process in self.all()))

    def hurry(self) -> None:
        """Whoever waits for a stop waits no longer."""
        for process in self.all():
            process.hurry()


def read_commands(
    file: Path, folder: Path, environment: Mapping[str, str] = os.environ
) -> dict[str, Command]:
    """By name; logs that are not named stand in `folder`. Raises OSError when the file cannot be
    read, ValueError in one clear line when it says something else."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{file}: no JSON: {error}") from None
    if not isinstance(told, list) or not all(map(_is_process, told)):
        raise ValueError(
            f'{file}: a list of {{"name": text, "command": list of words, "env"?: object, '
            '"log"?: text} is expected'
        )
    found = {
        each["name"]: Command(
            words=each["command"],
            environment={**environment, **each.get("env", {})},
            log=Path(each.get("log", folder / f"{number}.log")),
        )
        for number, each in enumerate(told)
    }
    if len(found) < len(told):
        raise ValueError(f"{file}: two processes have the same name")
    return found


def _is_process(told: Any) -> bool:
    if not isinstance(told, dict) or not {"name", "command"} <= told.keys() <= FIELDS:
        return False
    words, env = told["command"], told.get("env", {})
    texts = [told["name"], told.get("log", "log")]
    if not isinstance(words, list) or not words or not isinstance(env, dict):
        return False
    return all(isinstance(each, str) and each for each in (*texts, *words)) and all(
        isinstance(each, str) for each in env.values()
    )
