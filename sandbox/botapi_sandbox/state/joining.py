"""Who asks to join a chat of many, and until when a bot may write to them for it."""

from dataclasses import dataclass

MAY_WRITE = 300.0  # seconds; Bot API: ChatJoinRequest.user_chat_id


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRequest:
    chat_id: int
    user_id: int
    asked_at: float  # sandbox seconds


class JoinRequests:
    """Those that nobody has answered yet."""

    def __init__(self) -> None:
        self._open: dict[tuple[int, int], JoinRequest] = {}

    def ask(self, request: JoinRequest) -> None:
        self._open[request.chat_id, request.user_id] = request

    def is_open(self, chat_id: int, user_id: int) -> bool:
        return (chat_id, user_id) in self._open

    def settle(self, chat_id: int, user_id: int) -> bool:
        """False when there is none (any more)."""
        return self._open.pop((chat_id, user_id), None) is not None

    def may_write(self, user_id: int, now: float) -> bool:
        """Whether a bot may write to somebody who has never started it."""
        return any(
            one.user_id == user_id and now - one.asked_at < MAY_WRITE for one in self._open.values()
        )
