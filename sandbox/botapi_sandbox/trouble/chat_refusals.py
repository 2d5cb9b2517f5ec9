"""Chats that refuse what is sent to them, in whatever words they are told to."""

from collections.abc import Iterable
from dataclasses import dataclass

from botapi_sandbox.ground.errors import ApiError, ControlError


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What a chat answers. `methods`: to these calls only; empty: to all that send."""

    code: int
    description: str
    methods: frozenset[str] = frozenset()
    migrate_to_chat_id: int | None = None


class ChatRefusals:
    """Those that were arranged, by chat; they hold for all bots alike."""

    def __init__(self) -> None:
        self._chats: dict[int, Refusal] = {}

    def refuse(self, chat_ids: Iterable[int], refusal: Refusal) -> None:
        if not 300 <= refusal.code <= 599:
            raise ControlError("refuse: the code is one from 300 to 599")
        self._chats.update(dict.fromkeys(chat_ids, refusal))

    def relent(self, chat_ids: Iterable[int] | None) -> None:
        """None: all of them."""
        if chat_ids is None:
            self._chats.clear()
            return
        for chat_id in chat_ids:
            self._chats.pop(chat_id, None)

    def answer(self, chat_id: int, method: str) -> ApiError | None:
        refusal = self._chats.get(chat_id)
        if refusal is None or (refusal.methods and method not in refusal.methods):
            return None
        to = refusal.migrate_to_chat_id
        parameters = {} if to is None else {"migrate_to_chat_id": to}
        return ApiError(refusal.code, refusal.description, **parameters)
