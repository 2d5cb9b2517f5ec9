"""Whether what a bot is told is what the Bot API documents, to the last field.

Libraries take updates and answers apart by their own models: a field that must be there and is
not can stop one for good, as it never would against the real server. Nothing is checked while a
sandbox runs; its tests check every update and every answer.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from botapi_sandbox.api.complaints import Trail
from botapi_sandbox.api.typecheck import Shapes
from botapi_sandbox.ground.errors import ApiError


class NotAsDocumented(AssertionError):
    """The sandbox told a bot something that Telegram never would."""


class Answers:
    """answers.json is data: the kinds of updates, what each method answers, and every object in
    them (see derive_schema.py)."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._updates: Mapping[str, Any] = data["updates"]
        self._methods: Mapping[str, Any] = data["methods"]
        self._shapes = Shapes(data["objects"], data["unions"], exact=True)

    @classmethod
    def read(cls) -> "Answers":
        return cls(json.loads(Path(__file__).with_name("answers.json").read_text(encoding="utf-8")))

    def updates(self) -> frozenset[str]:
        return frozenset(self._updates)

    def check_update(self, kind: str, payload: Any) -> None:
        """Raises NotAsDocumented."""
        if kind not in self._updates:
            raise NotAsDocumented(f"there is no update of the kind {kind}")
        self._check(payload, self._updates[kind], kind)

    def check_answer(self, method: str, result: Any) -> None:
        """`result` of a call that went well. Raises NotAsDocumented."""
        self._check(result, self._methods[method], method)

    def _check(self, value: Any, kind: Any, path: str) -> None:
        if value is None:
            raise NotAsDocumented(f"{path}: nothing")
        try:
            self._shapes.check(value, kind, Trail(path=path))
        except ApiError as error:
            raise NotAsDocumented(f"{path}: {error.description}: {json.dumps(value)}") from None


@cache
def reaction_emoji() -> frozenset[str]:
    """What people may react with (Bot API: ReactionTypeEmoji)."""
    text = Path(__file__).with_name("answers.json").read_text(encoding="utf-8")
    return frozenset(json.loads(text)["objects"]["ReactionTypeEmoji"]["emoji"]["type"]["enum"])
