"""Which bot a log line is about, where several live in one process."""

from contextvars import ContextVar

# Tasks take it over from whoever spawns them: set once where a bot's life begins.
BOT: ContextVar[str] = ContextVar("BOT", default="")
