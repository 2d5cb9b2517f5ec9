"""An item is known by its id, its link or its words, whichever of them its feed keeps."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.model.feeds.identity import keys_of, plain_link
from broadcast.model.feeds.item import FeedItem
from tests.unit.feeds.samples import HOME, numbered

MAY_CHANGE = ("id", "link", "words")


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "another"},
        {"id": ""},
        {"link": "https://moved.example/1"},
        {"title": "Corrected", "summary": "Better words"},
        {"id": "another", "link": "https://moved.example/1"},
        {"id": "another", "title": "Corrected", "summary": "Better words"},
        {"link": "https://moved.example/1", "title": "Corrected"},
        {"published_at": 5},
    ],
)
def test_it_is_the_same_whatever_two_of_three_change(changes: dict[str, object]) -> None:
    item = numbered(1)
    (before,), (after,) = keys_of([item]), keys_of([replace(item, **changes)])  # type: ignore[arg-type]
    assert before & after


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (numbered(1), numbered(2)),
        (numbered(1, id=""), numbered(2, id="")),
        (FeedItem(title="a"), FeedItem(title="b")),
        # a title that comes every week
        (
            FeedItem(title="Open thread", link=f"{HOME}a", published_at=1),
            FeedItem(title="Open thread", link=f"{HOME}b", published_at=2),
        ),
    ],
)
def test_others_are_others(one: FeedItem, other: FeedItem) -> None:
    (first,), (then,) = keys_of([one]), keys_of([other])
    assert not first & then


def test_a_key_of_several_says_nothing() -> None:
    """Links that all lead to the same page, ids that are all alike."""
    items = [numbered(n, link=f"{HOME}all", id="post") for n in range(5)]
    keys = keys_of(items)
    assert all(keys)
    assert len(frozenset().union(*keys)) == sum(map(len, keys))


def test_a_link_to_the_feeds_home_says_nothing() -> None:
    one, other = (numbered(n, link="http://www.shop.example") for n in (1, 2))
    (first,), (then,) = keys_of([one], HOME), keys_of([other], HOME)
    assert not first & then


def test_the_same_twice_is_one() -> None:
    first, then = keys_of([numbered(1), numbered(1)])
    assert first == then != frozenset()


def test_what_only_counts_who_comes_is_no_part_of_a_link() -> None:
    plain = plain_link("https://shop.example/a?id=7")
    for same in (
        "http://www.shop.example/a/?id=7&utm_source=rss",
        "https://SHOP.example/a?fbclid=x&id=7",
    ):
        assert plain_link(same) == plain
    for other in ("https://shop.example/a?id=8", "https://shop.example/b", "https://x.example/a"):
        assert plain_link(other) != plain
    assert plain_link("https://[broken") == "https://[broken"


@given(
    st.lists(
        st.tuples(st.integers(0, 8), st.sampled_from(MAY_CHANGE), st.integers(0, 10**6)),
        max_size=40,
    )
)
def test_whatever_one_part_becomes_each_time_it_is_the_same(
    readings: list[tuple[int, str, int]],
) -> None:
    """Each item as it was, and one of its parts as it never was before: whoever learns all keys of
    what it knows takes none for new."""
    known = {key: n for n in range(9) for key in keys_of([numbered(n)])[0]}
    for number, part, chance in readings:
        fresh = f"fresh-{number}-{chance}"
        changes = {
            "id": {"id": fresh},
            "link": {"link": f"{HOME}{fresh}"},
            "words": {"title": fresh, "summary": fresh},
        }[part]
        (keys,) = keys_of([replace(numbered(number), **changes)])  # type: ignore[arg-type]
        assert {known[key] for key in keys if key in known} == {number}
        known |= dict.fromkeys(keys, number)
