"""Until when a broadcast may be sent is said for one time alone."""

from dataclasses import replace

from broadcast.model.content import Content
from broadcast.model.hours.quiet_hours import Quiet
from broadcast.model.options import Options
from tests.engine.conftest import text

LATER = 1_000


def ending(options: Options) -> Content:
    return replace(text(), options=options)


def test_for_another_time_the_end_is_asked_anew() -> None:
    content = ending(Options(expires_at=LATER, quiet=Quiet.SILENT, paid=True, stars_cap=5))
    assert content.for_another_time() == ending(Options(quiet=Quiet.SILENT))


def test_for_the_rest_of_its_people_it_counts_until_it_is_over() -> None:
    content = ending(Options(expires_at=LATER))
    assert content.for_the_rest(LATER - 1) == content
    assert content.for_the_rest(LATER) == ending(Options())
    assert ending(Options()).for_the_rest(LATER) == ending(Options())


def test_options_of_other_versions_are_read() -> None:
    for kept in ({}, {"quiet": "loud", "expires_at": None, "later": 1}):
        assert Options.load(kept) == Options()
    assert Options.load({"quiet": "ignore", "expires_at": 5}) == Options(
        quiet=Quiet.IGNORE, expires_at=5
    )
