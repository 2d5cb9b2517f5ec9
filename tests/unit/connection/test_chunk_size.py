"""A transaction's rows: many on a quick disk, few on a slow one, and no other writer waits long."""

from hypothesis import given
from hypothesis import strategies as st

from db.connection.chunk_size import AIM, LEAST, MOST, ChunkSize


@given(st.floats(min_value=1_000, max_value=5_000_000))
def test_whatever_the_disk_it_comes_to_take_the_time_that_is_meant(rows_a_second: float) -> None:
    chunk = ChunkSize(4_000)
    for _ in range(10):
        chunk.took(chunk.rows / rows_a_second, chunk.rows)
    if LEAST < chunk.rows < MOST:
        assert abs(chunk.rows / rows_a_second - AIM) < AIM / 10
    assert chunk.rows == MOST or chunk.rows / rows_a_second >= AIM * 0.9 or chunk.rows == LEAST


@given(st.floats(min_value=0, max_value=100), st.integers(min_value=1, max_value=MOST))
def test_it_never_grows_by_more_than_twice_and_never_beyond_its_ends(
    seconds: float, rows: int
) -> None:
    chunk = ChunkSize(4_000)
    chunk.took(seconds, rows)
    assert LEAST <= chunk.rows <= max(LEAST, min(MOST, 2 * rows))


def test_slow_commits_made_a_million_take_minutes() -> None:
    """A commit of 60 ms, however small: fewer and fewer rows were tried, and none was faster."""
    chunk = ChunkSize(4_000)
    for _ in range(10):
        chunk.took(0.06 + chunk.rows * 5e-6, chunk.rows)
    assert chunk.rows == 4_000


def test_a_small_beginning_stays_small_on_a_slow_disk() -> None:
    chunk = ChunkSize(10)
    chunk.took(5.0, 10)
    assert chunk.rows == 10
