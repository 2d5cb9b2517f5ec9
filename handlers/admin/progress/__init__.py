"""The live progress of broadcasts, and what the engine has to say to the admins."""

from handlers.admin.progress.board import ProgressBoard

__all__ = ["ProgressBoard"]
