"""Texts of a certain length that others choose: Telegram, or whoever stands in its place."""

from sqlalchemy import Dialect, String, TypeDecorator


class Told(TypeDecorator[str]):
    """No longer than its column: the rest is cut off. SQLite would keep any length, PostgreSQL none
    that is too long, so that a single word would break what it came with."""

    impl = String
    cache_ok = True

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else value[: self.length]
