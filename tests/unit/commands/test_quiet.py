"""What a command logs beside what it tells: cron mails it."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import __main__, command_line

WARNED, NOTED, TRACED = "the disk is slow", "a backup is made", "a row was read"


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """A command sets up the log of its process, which is that of the tests."""
    root = logging.getLogger()
    handlers, level = [*root.handlers], root.level
    levels = {name: logging.getLogger(name).level for name in root.manager.loggerDict}
    yield
    logging.captureWarnings(capture=False)
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in root.manager.loggerDict:
        logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (None, [WARNED]),
        ("INFO", [WARNED]),  # as .env.example has it
        ("ERROR", []),
        ("DEBUG", [WARNED, NOTED, TRACED]),
    ],
)
def test_a_command_that_tells_what_it_did_logs_warnings_alone(
    level: str | None,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    def backup(*_: Any) -> int:
        log = logging.getLogger("db.backup")
        log.warning(WARNED)
        log.info(NOTED)
        log.debug(TRACED)
        return 0

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command_line, "_backup", backup)
    if level is None:
        monkeypatch.delenv("LOG_LEVEL", raising=False)
    else:
        monkeypatch.setenv("LOG_LEVEL", level)
    assert __main__.main(["backup", "copy.sqlite3"]) == 0
    told = capsys.readouterr().err
    assert [words for words in (WARNED, NOTED, TRACED) if words in told] == said
