"""Fisher's exact test and Holm's correction, against published values and the definition itself."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.model.versions.verdict import LEVEL, Measure, Trial, fisher, holm, verdict


def trial(worked: int, tried: int) -> Trial:
    return Trial(tried=tried, worked=worked)


@pytest.mark.parametrize(
    ("one", "other", "p"),
    [
        # Fisher's tea: R, fisher.test(matrix(c(3, 1, 1, 3), 2)).
        (trial(3, 4), trial(1, 4), 0.4857),
        # Fisher's criminal twins: R, example(fisher.test), two-sided.
        (trial(10, 12), trial(3, 18), 0.0005367),
        # By hand: of all ways to choose five of ten, two are as unlikely.
        (trial(5, 5), trial(0, 5), 2 / 252),
        # Wikipedia, "Fisher's exact test", its example.
        (trial(1, 12), trial(9, 12), 0.002759),
    ],
)
def test_published_values(one: Trial, other: Trial, p: float) -> None:
    assert fisher(one, other) == pytest.approx(p, rel=2e-4)
    assert fisher(other, one) == pytest.approx(p, rel=2e-4)


def by_definition(one: Trial, other: Trial) -> float:
    worked = one.worked + other.worked
    tables = {
        k: math.comb(one.tried, k) * math.comb(other.tried, worked - k)
        for k in range(max(0, worked - other.tried), min(one.tried, worked) + 1)
    }
    seen = tables[one.worked]
    return sum(count for count in tables.values() if count <= seen) / sum(tables.values())


trials = st.integers(0, 60).flatmap(
    lambda tried: st.builds(trial, st.integers(0, tried), st.just(tried))
)


@given(trials, trials)
def test_it_is_the_sum_of_all_tables_that_are_no_likelier(one: Trial, other: Trial) -> None:
    assert fisher(one, other) == pytest.approx(by_definition(one, other), rel=1e-9)


@given(st.integers(0, 1_000_000), st.integers(0, 1_000_000), st.integers(0, 1_000_000))
def test_many_people_are_no_matter(tried: int, first: int, second: int) -> None:
    one, other = trial(min(first, tried), tried), trial(min(second, tried), tried)
    p = fisher(one, other)
    assert 0 <= p <= 1
    assert p == pytest.approx(fisher(other, one), rel=1e-6, abs=1e-300)


def test_holms_correction() -> None:
    """R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.02, 0.03, 0.06, 0.06])


@given(st.lists(trials, min_size=2, max_size=4), st.sampled_from(Measure))
def test_the_best_is_best_and_the_earlier_of_equals(found: list[Trial], measure: Measure) -> None:
    told = verdict(found, measure)
    rates = [one.rate for one in found]
    assert told.best == rates.index(max(rates))
    if rates.count(max(rates)) > 1:
        assert told.within_chance


def test_who_beats_one_rival_alone_has_not_won() -> None:
    close, far = trial(48, 100), trial(2, 100)
    told = verdict([trial(50, 100), close, far], Measure.ANSWERS)
    assert (told.best, told.within_chance) == (0, True)
    assert not verdict([trial(50, 100), far], Measure.ANSWERS).within_chance


def test_several_rivals_raise_the_bar() -> None:
    best, rival = trial(9, 40), trial(2, 40)
    alone = verdict([best, rival], Measure.STAYED).p
    assert alone < LEVEL < verdict([best, rival, rival, rival], Measure.STAYED).p


def test_where_nobody_got_it_nothing_can_be_told() -> None:
    assert verdict([trial(0, 0), trial(0, 0)], Measure.STAYED).within_chance
