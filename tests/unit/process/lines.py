"""A line to Telegram that says what a test wants."""

from collections import deque
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession


class Scripted(BaseSession):
    """Writes down what is asked; gives (or raises) what is next in line, and True after that."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self._answers: deque[object] = deque()

    def says(self, *answers: object) -> None:
        self._answers.extend(answers)

    async def make_request(self, _bot: Bot, method: Any, timeout: int | None = None) -> Any:
        self.asked.append(method.__api_method__)
        answer = self._answers.popleft() if self._answers else True
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def close(self) -> None:
        pass

    def stream_content(self, *_: Any, **__: Any) -> Any:
        raise NotImplementedError
