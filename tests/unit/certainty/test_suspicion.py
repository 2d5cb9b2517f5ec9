"""Numbers that nothing explains, and what follows from them."""

from functools import partial
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from broadcast.certainty.excuses import Excuse, Excuses
from broadcast.certainty.numbers import Numbers
from broadcast.certainty.sharing import MEMORY, Sharing
from broadcast.certainty.suspicion import Suspicion
from broadcast.certainty.windows import LANDS_WITHIN, Closings, Window

SPAN = st.tuples(st.integers(0, 8), st.one_of(st.none(), st.integers(1, 10)))


def window(low: int, high: int | None = None, closes_at: float = 0.0) -> Window:
    return Window(low=low, closes_at=closes_at, high=high)


@given(st.sets(st.integers(1, 9), max_size=5), st.lists(SPAN, max_size=4))
def test_each_excuse_takes_a_number_and_as_few_as_can_be_are_left(
    numbers: set[int], spans: list[tuple[int, int | None]]
) -> None:
    excuses = Excuses()
    windows = [window(low, high) for low, high in spans]
    for one in windows:
        excuses.add(Excuse(one))
    taken = max(
        (
            sum(one.holds(number) for one, number in zip(windows, order, strict=False))
            for order in permutations([*numbers, *[0] * len(windows)], len(windows))
        ),
        default=0,
    )
    left = excuses.left_over(sorted(numbers))
    assert len(left) == len(numbers) - taken
    assert set(left) <= numbers


@given(SPAN, SPAN)
def test_windows_overlap_where_they_hold_a_number_in_common(
    one: tuple[int, int | None], other: tuple[int, int | None]
) -> None:
    a, b = window(*one), window(*other)
    assert a.overlaps(b) == any(a.holds(number) and b.holds(number) for number in range(30))
    assert a.overlaps(b) == b.overlaps(a)


@given(
    st.lists(st.integers(0, 20), min_size=1, max_size=6),
    st.lists(st.integers(0, 25), max_size=12),
)
def test_a_window_is_closed_by_the_first_that_left_late_enough(
    closing: list[int], leaving: list[int]
) -> None:
    closings = Closings()
    windows = [window(0, closes_at=at) for at in closing]
    for one in windows:
        closings.await_end(one)
    for number, left in enumerate(leaving, 100):
        closings.offer(number, left_at=left, now=left)
    for one in windows:
        late = [number for number, left in enumerate(leaving, 100) if left >= one.closes_at]
        assert one.high == (late[0] if late else None)


def test_old_excuses_are_forgotten_but_for_those_beside_a_doubt() -> None:
    excuses = Excuses()
    for low in (10, 20):
        excuses.add(Excuse(window(low, low + 5), chat_id=1))
    excuses.forget(4_000, beside=[window(22, 24)])
    assert not any(map(window(10, 15).overlaps, excuses.of(1)))
    assert any(map(window(20, 25).overlaps, excuses.of(1)))


def test_a_program_is_known_by_two_numbers_within_an_hour() -> None:
    """One alone may be a service message of which no update tells."""
    sharing = Sharing()
    sharing.found(1, now=0)
    assert not sharing.shares(1)
    sharing.found(1, now=MEMORY - 1)
    assert sharing.shares(MEMORY - 1)
    assert not sharing.shares(MEMORY)


def test_what_is_known_of_a_program_outlives_the_process() -> None:
    sharing = Sharing()
    sharing.found(5, now=100)
    again = Sharing.load(sharing.dump(400), now=9_000)
    assert again.shares(9_000 + MEMORY - 301)
    assert not again.shares(9_000 + MEMORY - 299)
    assert not Sharing.load("", now=0).shares(0)


class Watch:
    """Numbers are seen one each ten seconds; every look hears of all updates."""

    def __init__(self) -> None:
        self.numbers, self.sharing, self.excuses = Numbers(), Sharing(), Excuses()
        self.suspicion = Suspicion(self.numbers, self.sharing)
        self.at = 0

    def go(
        self, seconds: int, *, missing: frozenset[int] = frozenset(), **told: int | None
    ) -> bool:
        for _ in range(seconds // 10):
            self.at += 10
            if self.at not in missing:
                self.numbers.add(self.at)
                self.numbers.update(range(self.at + 1, self.at + 10))
            self.suspicion.look(
                self.at,
                below=told.get("below"),
                heard_at=self.at,
                found=(),
                excuses=self.excuses,
            )
        return self.sharing.shares(self.at)


GAP = frozenset({100})


def test_missing_numbers_are_looked_at_when_all_has_had_its_time() -> None:
    watch = Watch()
    assert not watch.go(180, missing=GAP)
    assert watch.go(100, missing=GAP)


def test_what_an_excuse_explains_is_no_sign() -> None:
    watch = Watch()
    watch.excuses.add(Excuse(window(90, 120), 10))
    assert not watch.go(600, missing=GAP)


def test_what_a_doubt_can_still_claim_is_left_out() -> None:
    watch = Watch()
    assert not watch.go(600, missing=GAP, below=99)
    assert watch.go(10)


def test_what_was_missing_before_the_start_is_no_sign() -> None:
    watch = Watch()
    watch.numbers.update((1, 5, 9))
    assert not watch.go(600)


def test_it_waits_for_updates_where_numbers_came_since() -> None:
    watch = Watch()
    watch.numbers.add(5)
    look = partial(watch.suspicion.look, below=None, found=(), excuses=watch.excuses)
    look(0, heard_at=-1)
    assert not watch.suspicion.awaits_updates(LANDS_WITHIN - 1, -1)
    assert watch.suspicion.awaits_updates(LANDS_WITHIN, -1)
    assert not watch.suspicion.awaits_updates(LANDS_WITHIN, 0)
    look(LANDS_WITHIN, heard_at=0)
    assert not watch.suspicion.awaits_updates(10 * LANDS_WITHIN, 0), "nothing came since"
