"""Real bots on the real clock, as in tests/crash."""

from tests.crash.conftest import scene

__all__ = ["scene"]
