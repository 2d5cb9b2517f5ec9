"""LEDGER_DAYS, in a bot that runs."""

from pathlib import Path

from sqlalchemy import text

from bench.stage.ledger_size import fill
from bot.app import App
from db.migrate import migrate
from tests.e2e.conftest import RunApp
from tests.e2e.waiting import until

RUNS = 3  # they ended one, two and three weeks ago


async def ledgers(app: App) -> list[tuple[int, int]]:
    """For each run whether it is pruned, and how many rows it has."""
    query = text(
        "SELECT thinned, (SELECT count(*) FROM deliveries WHERE run_id = runs.id)"
        " FROM runs ORDER BY id"
    )
    async with app.database.read() as connection:
        return [(int(pruned), int(rows)) for pruned, rows in await connection.execute(query)]


async def filled(folder: Path) -> None:
    file = folder / "herald.sqlite3"
    await migrate(f"sqlite+aiosqlite:///{file}")
    fill(file, subscribers=1_000, runs=RUNS)


async def test_old_ledgers_are_pruned_from_the_start_on(run_app: RunApp, tmp_path: Path) -> None:
    await filled(tmp_path)
    async with run_app(ledger_days=10) as app:

        async def pruned() -> bool:
            """The mark comes before the first row goes."""
            return all(rows < 200 for _, rows in (await ledgers(app))[:2])

        await until(pruned)
        marks, rows = zip(*await ledgers(app), strict=True)
        assert marks == (1, 1, 0)
        assert 0 < rows[0] == rows[1]
        assert rows[2] == 1_000
        newest, count = await app.assembly.doors.reports.page(offset=0, limit=10)
        assert count == RUNS
        assert [one.figures.sent for one in newest] == [1_000 - rows[0]] * RUNS


async def test_without_the_setting_nothing_goes(run_app: RunApp, tmp_path: Path) -> None:
    await filled(tmp_path)
    async with run_app() as app:
        names = {task.get_name() for task in app.assembly.engine._supervisor._tasks}
        assert "sweep of old dialogs and drafts" in names
        assert "retention of old ledgers" not in names
        assert await ledgers(app) == [(0, 1_000)] * RUNS
