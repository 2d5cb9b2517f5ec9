"""Pictures come from another process, and the bot itself never loads what draws them."""

import ast
import asyncio
import os
import struct
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from db.records import GrowthRow, SourceRow
from db.reports.cohorts import CohortRow
from handlers.admin.reporting import cohorts, drawing, pictures, series
from handlers.admin.reporting.pictures import MODULE, NotDrawn, Picture, Pictures
from runtime.child_process import ROOT, ChildFailed, ChildTooSlow, ask
from runtime.clock import SystemClock
from tests.unit.handlers.test_series import BROADCAST, TEXTS, minute, reader

FLOORS = ("herald", "bot", "handlers", "broadcast", "botapi", "db", "runtime")
DRAWING = Path(str(drawing.__file__))
SIZE = (1280, 768)  # dots
MOST_GROWN = 8 * 2**20  # bytes of our own memory; matplotlib alone is fifty


def imported(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{one.name}" for one in node.names} | {str(node.module)}
    return found


def test_the_bot_never_loads_what_draws() -> None:
    files = [file for floor in FLOORS for file in (ROOT / floor).rglob("*.py")]
    guilty = {
        file
        for file in files
        if any(name.startswith("matplotlib") or name == MODULE for name in imported(file))
    }
    assert guilty == {DRAWING}


def rss() -> int:
    """Bytes of this process that are in memory."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def size_of(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


class Scene:
    """Of a broadcast that was delivered within two minutes."""

    def __init__(self, *rows: Any) -> None:
        async def minutes(_broadcast_id: int) -> Any:
            return rows

        doors: Any = SimpleNamespace(statistics=SimpleNamespace(minutes=minutes))
        self.pictures = Pictures(doors, TEXTS, reader().timezone, SystemClock())

    async def draw(self, locale: str = "en") -> bytes | None:
        return await self.pictures.draw(Picture.DELIVERIES, locale, BROADCAST)


async def test_it_is_drawn_elsewhere_and_our_memory_stays_where_it_is() -> None:
    before = rss()
    png = await Scene(minute(0, sent=30), minute(1, sent=3, failed=1)).draw("ru")
    assert png is not None
    assert size_of(png) == SIZE
    assert rss() - before < MOST_GROWN


@pytest.mark.parametrize(
    "task",
    [
        series.growth(GrowthRow(before=5, came=(1, 2), left=(0, 1)), 20_000, reader("ru")),
        series.sources([SourceRow(source="$a_b$ 日本", here=1, left=0, lost=0)], reader("ru")),
        cohorts.retention([CohortRow(week=2_900, joined=8, left=(3, 1))], 2_905, reader("ru")),
    ],
    ids=["growth", "sources", "retention"],
)
def test_each_kind_can_be_drawn(task: dict[str, Any], recwarn: pytest.WarningsRecorder) -> None:
    """A character that no font of ours has is a box, and no failure."""
    with pytest.MonkeyPatch.context() as patched:
        for name in ("MPLCONFIGDIR", "OPENBLAS_NUM_THREADS"):
            patched.setenv(name, "")  # put back: the drawing sets its own
        assert size_of(drawing.draw(task)) == SIZE


async def test_where_nothing_came_yet_there_is_none() -> None:
    assert await Scene().draw() is None


@pytest.mark.parametrize(("error", "slow"), [(ChildFailed(), False), (ChildTooSlow(), True)])
async def test_a_failure_says_whether_to_try_again(
    error: Exception, slow: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object, **__: object) -> bytes:
        raise error

    monkeypatch.setattr(pictures, "ask", fails)
    with pytest.raises(NotDrawn) as met:
        await Scene(minute(0, sent=1)).draw()
    assert met.value.too_slow is slow


async def test_without_matplotlib_it_fails_like_any_other(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "matplotlib.py").write_text("raise ImportError('it is not installed')")
    task = series.sources([SourceRow(source="a", here=1, left=0, lost=0)], reader())
    path = f"{tmp_path}{os.pathsep}{ROOT}"
    with pytest.raises(ChildFailed):
        await ask(MODULE, task or {}, within=60, clock=SystemClock(), settings={"PYTHONPATH": path})
    assert "it is not installed" in caplog.text


async def test_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The taps of ten admins at once must not fill the memory."""
    at_work = most = 0

    async def draws(*_: object, **__: object) -> bytes:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        await asyncio.sleep(0)
        at_work -= 1
        return b""

    monkeypatch.setattr(pictures, "ask", draws)
    scene = Scene(minute(0, sent=1))
    await asyncio.gather(*(scene.draw() for _ in range(10)))
    assert most == 1
