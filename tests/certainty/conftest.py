"""Real bots on the real clock, as in tests/crash and tests/fleet."""

from tests.crash.conftest import scene
from tests.fleet.conftest import figures, fleet, pytest_terminal_summary

__all__ = ["figures", "fleet", "pytest_terminal_summary", "scene"]
