"""The two lists of an audience, as taps change them."""

from hypothesis import given
from hypothesis import strategies as st

from db.audience.audience import Audience
from db.audience.conditions import AtRandom, Condition, InLanguage, Joined, Tagged
from handlers.admin.choosing.lists import changed, has, places, toggled, without

CODES = st.sampled_from(["ru", "uk", "en", ""])
CONDITIONS: st.SearchStrategy[Condition] = st.one_of(
    CODES.map(lambda code: InLanguage(codes=(code,))),
    st.sampled_from(["vip", "new"]).map(lambda name: Tagged(names=(name,))),
    st.integers(1, 3).map(lambda days: Joined(within=days)),
)


@given(st.lists(CONDITIONS), CONDITIONS)
def test_two_taps_change_nothing(tapped: list[Condition], once_more: Condition) -> None:
    before: tuple[Condition, ...] = ()
    for one in tapped:
        before = toggled(before, one)
    after = toggled(toggled(before, once_more), once_more)
    assert {str(one) for one in after} == {str(one) for one in before} or isinstance(
        once_more, InLanguage
    )
    assert has(after, once_more) == has(before, once_more)


def test_another_language_widens_the_condition() -> None:
    russian, ukrainian = InLanguage(codes=("ru",)), InLanguage(codes=("uk",))
    both = toggled(toggled((), russian), ukrainian)
    assert both == (InLanguage(codes=("ru", "uk")),)
    assert has(both, ukrainian)
    assert toggled(toggled(both, russian), ukrainian) == ()


def test_another_tag_is_another_condition() -> None:
    both = toggled(toggled((), Tagged(names=("a",))), Tagged(names=("b",)))
    assert both == (Tagged(names=("a",)), Tagged(names=("b",)))


def test_another_share_takes_the_place_of_the_first() -> None:
    ten, twenty = AtRandom(seed=1, percent=10), AtRandom(seed=1, percent=20)
    assert toggled(toggled((), ten), twenty) == (twenty,)


def test_the_second_of_two_taps_on_remove_finds_nothing() -> None:
    twice = Audience(must=(Joined(within=1), Joined(within=2)))
    key = places(twice)[0].key
    once = without(twice, key)
    assert once == without(once, key) == Audience(must=(Joined(within=2),))


def test_the_same_in_both_lists_is_told_apart() -> None:
    vip = Tagged(names=("vip",))
    audience = changed(changed(Audience(), vip, excluding=False), vip, excluding=True)
    must, must_not = places(audience)
    assert without(audience, must.key) == Audience(must_not=(vip,))
    assert without(audience, must_not.key) == Audience(must=(vip,))
