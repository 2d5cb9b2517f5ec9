"""What is counted of several contents together, however many chats got them."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from botapi_sandbox.state.tally import FEW, PAGE, Tally

CHATS = st.one_of(st.integers(1, 3 * PAGE), st.integers(-5, -1), st.just(10**12))
FEW_GOT = st.lists(CHATS, max_size=12)
MANY = range(1, 2 * FEW)  # so many that the counters are pages


@given(got=st.dictionaries(st.integers(0, 4), FEW_GOT, max_size=4), many=st.booleans())
def test_several_contents_are_counted_together(got: dict[int, list[int]], *, many: bool) -> None:
    tally = Tally()
    if many:
        got = {**got, 7: [*MANY, *got.get(1, [])]}
    for content, chats in got.items():
        for chat in chats:
            tally.accepted(content, chat, 1.0, number=1)

    together = tally.delivered(got)

    expected = Counter(chat for chats in got.values() for chat in chats)
    twice = sorted(chat for chat, times in expected.items() if times > 1)
    assert dict(together.items()) == expected
    assert (together.total, together.chats) == (expected.total(), len(expected))
    assert tally.duplicates(got) == twice
    assert (together.repeated(), together.twice) == (twice, len(twice)) or len(got) == 1


def test_counting_several_together_changes_none_of_them() -> None:
    tally = Tally()
    for chat in MANY:
        tally.accepted(1, chat, 1.0, number=1)
    tally.accepted(2, 1, 2.0, number=2)

    assert tally.delivered([1, 2]).get(1) == 2
    assert tally.delivered([1]).get(1) == 1
