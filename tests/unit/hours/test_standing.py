"""Which parts of a run may be claimed, at any moment of the year."""

from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from broadcast.hours.house import HouseRules
from broadcast.hours.openings import Openings
from broadcast.hours.standing import ALWAYS, Hours, Standing, opens, standing
from broadcast.model.hours.quiet_hours import Quiet, QuietHours
from broadcast.model.hours.wall_time import moment_of
from db.records import Part
from runtime.wake import Wake
from tests.clocks import VirtualClock
from tests.unit.hours.test_wall_clock import MINUTES, ZONES, moments

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = QuietHours.read("22-8")
KOLKATA, TONGA = Part(1, "Asia/Kolkata"), Part(2, "Pacific/Tongatapu")

quiet_hours = st.one_of(
    st.none(),
    st.builds(QuietHours, begin=MINUTES, end=MINUTES, by_person=st.booleans()).filter(
        lambda hours: hours.begin != hours.end
    ),
)
parts = st.lists(
    st.tuples(
        st.sampled_from([None, *(zone.key for zone in ZONES), "Mars/Olympus"]),
        st.one_of(st.none(), moments),
    ),
    min_size=1,
    max_size=5,
).map(lambda found: tuple(Part(n, *one) for n, one in enumerate(found)))


def at(text: str) -> int:
    return moment_of(datetime.fromisoformat(text), BERLIN)


@given(
    parts=parts,
    does=st.sampled_from(Quiet),
    quiet=quiet_hours,
    timezone=st.sampled_from(ZONES),
    now=moments,
    expires_in=st.one_of(st.none(), st.integers(-10, 200_000)),
)
def test_it_stays_as_it_is_until_it_says(
    parts: tuple[Part, ...],
    does: Quiet,
    quiet: QuietHours | None,
    timezone: ZoneInfo,
    now: int,
    expires_in: int | None,
) -> None:
    hours = Hours(
        parts=parts, does=does, expires_at=None if expires_in is None else now + expires_in
    )
    found = standing(hours, quiet, timezone, now)
    assert found.until is None or found.until > now
    assert found.opens_at is None or found.until is None or found.until <= found.opens_at
    for moment in (now + 1, now + 5_000, now + 80_000):
        later = standing(hours, quiet, timezone, moment)
        if found.until is None or moment < found.until:
            assert set(later.open) == set(found.open)
            assert (later.silent, later.expired) == (found.silent, found.expired)
    if found.until is not None:
        then = standing(hours, quiet, timezone, found.until)
        same = (set(then.open), then.silent, then.expired)
        assert same != (set(found.open), found.silent, found.expired)


@given(
    part=parts.map(lambda found: found[0]),
    does=st.sampled_from(Quiet),
    quiet=quiet_hours,
    timezone=st.sampled_from(ZONES),
    now=moments,
)
def test_a_part_opens_once_it_may_and_says_so_before(
    part: Part, does: Quiet, quiet: QuietHours | None, timezone: ZoneInfo, now: int
) -> None:
    moment = opens(part, does, quiet, timezone, now)
    assert moment >= max(now, part.not_before or now)
    assert part.number in standing(Hours(parts=[part], does=does), quiet, timezone, moment).open
    if now < moment:
        before = standing(Hours(parts=[part], does=does), quiet, timezone, moment - 1)
        assert (before.open, before.until) == ((), moment)


def test_without_quiet_hours_nothing_ever_changes() -> None:
    assert standing(Hours(), None, BERLIN, at("2026-03-29T03:00")) == ALWAYS
    assert standing(Hours(does=Quiet.IGNORE), NIGHT, BERLIN, at("2026-03-29T03:00")) == ALWAYS


def test_a_night_holds_it_and_the_morning_lets_it_go() -> None:
    night = standing(Hours(), NIGHT, BERLIN, at("2026-03-29T03:00"))
    morning = at("2026-03-29T08:00")
    assert night == Standing(open=(), until=morning, opens_at=morning)
    assert standing(Hours(), NIGHT, BERLIN, morning) == Standing(until=at("2026-03-29T22:00"))


def test_in_a_night_it_may_go_on_without_a_sound() -> None:
    found = standing(Hours(does=Quiet.SILENT), NIGHT, BERLIN, at("2026-06-01T23:00"))
    assert found == Standing(silent=frozenset({0}), until=at("2026-06-02T08:00"))


def test_each_zone_has_a_night_of_its_own_and_whose_comes_first_goes_first() -> None:
    hours = Hours(parts=(Part(), KOLKATA, TONGA))
    theirs = QuietHours.read("22-8", by_person=True)
    found = standing(hours, theirs, BERLIN, at("2026-06-01T16:00"))  # 19:30, and 3:00
    assert (found.open, found.until) == ((1, 0), at("2026-06-01T18:30"))
    assert found.opens_at == at("2026-06-01T21:00")
    mine = standing(hours, NIGHT, BERLIN, at("2026-06-01T16:00"))
    assert mine == Standing(open=(0, 1, 2), until=at("2026-06-01T22:00"))


def test_what_has_expired_is_closed_for_good() -> None:
    hours = Hours(expires_at=1_000)
    assert standing(hours, NIGHT, BERLIN, 1_000) == Standing(open=(), expired=True)
    assert standing(hours, None, BERLIN, 999) == Standing(until=1_000)


def test_what_was_reckoned_counts_until_it_changes() -> None:
    clock = VirtualClock(0.0)
    house = HouseRules(Wake(clock))
    held = Openings(Hours(), house, clock)
    assert held.now is ALWAYS
    begin = (int(clock.time()) + 10) % 86_400
    house.decide(QuietHours(begin=begin, end=begin + 60))
    first = held.now
    assert first.open == (0,)
    assert held.now is first
    clock.now = 10.0
    assert not held.now.open
    clock.now = 5.0  # somebody has set it back
    assert held.now == first
    clock.now = 12.0
    house.decide(None)
    assert held.now is ALWAYS
