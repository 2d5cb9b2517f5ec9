"""What is drawn: the series of each picture, in the reader's language, as plain as JSON."""

import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from broadcast.model.broadcast import Broadcast, Figures
from db.records import GrowthRow, MinuteRow, SourceRow
from db.reports.cohorts import CohortRow
from db.schema.states import BroadcastState
from handlers.admin.reporting import cohorts, series
from handlers.admin.reporting.series import MOST_COLUMNS, MOST_SOURCES, MOST_TICKS, Reader, Task
from handlers.language.texts import Texts

TEXTS = Texts("en")
NOON = int(datetime(2026, 12, 5, 12, tzinfo=UTC).timestamp())
BROADCAST = Broadcast(
    id=12,
    state=BroadcastState.FINISHED,
    title="Good news",
    content="{}",
    created_by=1,
    created_at=1,
    launched_by=1,
    launched_at=NOON,
    finished_at=NOON,
    pause_reason=None,
    pause_detail=None,
    figures=Figures(),
    run_id=1,
)


def reader(locale: str = "en") -> Reader:
    return Reader(texts=TEXTS, locale=locale, timezone=ZoneInfo("Europe/Berlin"), now=NOON)


def minute(number: int, **counts: int) -> MinuteRow:
    nothing = {"sent": 0, "blocked": 0, "unreachable": 0, "failed": 0, "uncertain": 0}
    return MinuteRow(minute=NOON // 60 + number, **nothing | counts)


def values(task: Task | None, panel: int = 0) -> dict[str, list[float]]:
    assert task is not None
    json.dumps(task)
    return {one["label"]: one["values"] for one in task["panels"][panel]["series"]}


def test_each_minute_is_a_column_and_a_pause_is_a_gap() -> None:
    task = series.deliveries(
        [minute(0, sent=30), minute(1, sent=20, failed=1), minute(4, sent=5)], BROADCAST, reader()
    )
    assert values(task) == {"Sent": [30, 20, 0, 0, 5], "Failed": [0, 1, 0, 0, 0]}
    assert task is not None
    assert task["ticks"][0] == [0, "5 Dec, 13:00"]
    assert len(task["ticks"]) <= MOST_TICKS


def test_a_long_one_has_columns_of_some_minutes_and_means_in_them() -> None:
    rows = [minute(number, sent=60) for number in range(10 * MOST_COLUMNS)]
    found = values(series.deliveries(rows, BROADCAST, reader()))
    assert found == {"Sent": [60.0] * MOST_COLUMNS}


def test_before_the_first_answer_there_is_nothing_to_draw() -> None:
    assert series.deliveries([], BROADCAST, reader()) is None
    assert series.sources([], reader()) is None
    nobody = GrowthRow(before=0, came=(0, 0), left=(0, 0))
    assert series.growth(nobody, 0, reader()) is None


def test_growth_begins_with_the_first_day_that_had_anybody() -> None:
    row = GrowthRow(before=0, came=(0, 3, 0, 2), left=(0, 0, 1, 0))
    first_day = (date(2026, 12, 1) - series.EPOCH).days
    task = series.growth(row, first_day, reader())
    assert values(task) == {"Subscribed": [3, 2, 4]}
    assert values(task, 1) == {"Came": [3, 0, 2], "Left or blocked": [0, -1, 0]}
    assert task is not None
    assert [words for _, words in task["ticks"]] == ["2 Dec", "3 Dec", "4 Dec"]


def test_small_sources_are_one_together() -> None:
    rows = [
        SourceRow(source=None if not number else f"s{number}", here=100 - number, left=2, lost=1)
        for number in range(MOST_SOURCES + 3)
    ]
    task = series.sources(rows, reader())
    assert task is not None
    assert task["names"][:2] == ["no source", "s1"]
    assert task["names"][-1] == "other sources"
    assert values(task)["Still here"][-1] == sum(row.here for row in rows[MOST_SOURCES:])
    assert len(task["names"]) == MOST_SOURCES + 1


@pytest.mark.parametrize("locale", ["en", "ru"])
def test_every_word_is_the_readers(locale: str) -> None:
    """A key that is missing would stand there itself."""
    row = {"sent": 1, "blocked": 1, "unreachable": 1, "failed": 1, "uncertain": 1}
    tasks = [
        series.deliveries([minute(0, **row)], BROADCAST, reader(locale)),
        series.growth(GrowthRow(before=1, came=(1,), left=(1,)), 20_000, reader(locale)),
        series.sources([SourceRow(source=None, here=1, left=1, lost=1)], reader(locale)),
        cohorts.retention([CohortRow(week=1, joined=1, left=())], 9, reader(locale)),
    ]
    words = json.dumps(tasks, ensure_ascii=False)
    assert "picture-" not in words
    assert ("Отправлено" in words) is (locale == "ru")


def test_who_stays_is_told_of_weeks_that_are_over_for_everybody() -> None:
    """Who came on a Sunday has been here for a week a week later."""
    week = cohorts.this_week((date(2026, 11, 16) - series.EPOCH).days)
    assert cohorts.this_week((date(2026, 11, 22) - series.EPOCH).days) == week
    rows = [
        CohortRow(week=week, joined=4, left=(1, 1)),
        CohortRow(week=week + 1, joined=0, left=()),
        CohortRow(week=week + 2, joined=2, left=()),
        CohortRow(week=week + 3, joined=9, left=()),
    ]
    assert cohorts.retention(rows, week + 1, reader()) is None
    task = cohorts.retention(rows, week + 4, reader())
    assert task is not None
    assert task["names"] == ["16 Nov (4)", "30 Nov (2)"]
    assert [one["cells"] for one in task["panels"][0]["series"]] == [
        [75, 50, 50],
        [100, None, None],
    ]
