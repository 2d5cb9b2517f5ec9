"""Versions of a content: numbered, moved up, and each with its languages."""

from collections.abc import Collection
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from botapi.call import Call
from broadcast.model.content import Content
from broadcast.model.versions.plan import MOST_VERSIONS, VersionTest
from broadcast.model.versions.variant import Variant


def said(words: str) -> tuple[Call, ...]:
    return (Call(method="sendMessage", params={"text": words}),)


def words(content: Content, version: int, language: str | None = None) -> Any:
    number = content.number_of(language, version)
    return content.calls(number)[0].params["text"]


def tried(versions: int, languages: Collection[tuple[int, str]] = ()) -> Content:
    content = Content(message=said("0"))
    for version in range(1, versions):
        content = content.with_version(said(str(version)))
    for version, code in sorted(languages):
        more = Variant(language=code, version=version, message=said(f"{version} {code}"))
        content = content.with_language(more)
    return content


several = st.integers(1, MOST_VERSIONS).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.sets(st.tuples(st.integers(0, count - 1), st.sampled_from(("de", "pt", "pt-br")))),
    )
)


@given(several, st.data())
def test_a_version_that_goes_leaves_the_others_as_they_were(
    made: tuple[int, set[tuple[int, str]]], data: st.DataObject
) -> None:
    count, languages = made
    content = tried(count, languages)
    gone = data.draw(st.integers(0, count - 1))
    left = content.without_version(gone)
    kept = [version for version in range(count) if version != gone] or [0]
    assert left.versions == len(kept)
    for place, version in enumerate(kept):
        for code in (None, "de", "pt", "pt-br"):
            assert words(left, place, code) == words(content, version, code)


@given(several, st.data())
def test_one_alone_says_the_same_in_each_language(
    made: tuple[int, set[tuple[int, str]]], data: st.DataObject
) -> None:
    content = tried(*made)
    version = data.draw(st.integers(0, content.versions - 1))
    alone = content.of_version(version)
    assert (alone.versions, set(alone.languages)) == (
        1,
        {code for at, code in made[1] if at == version},
    )
    for code in (None, "de", "pt", "pt-br"):
        assert words(alone, 0, code) == words(content, version, code)


@given(several)
def test_stored_and_read_it_is_the_same(made: tuple[int, set[tuple[int, str]]]) -> None:
    content = tried(*made)
    assert Content.load(content.dump()) == content


def test_what_was_stored_before_there_were_versions_is_read() -> None:
    stored = '{"message": [], "buttons": [], "variants": [{"language": "de", "message": []}]}'
    content = Content.load(stored)
    assert (content.versions, content.languages, content.test) == (1, ("de",), VersionTest())


def test_a_version_without_a_language_of_another_one_is_named() -> None:
    content = tried(3, {(0, "de"), (1, "de"), (1, "pt")})
    assert content.missing == ((0, "pt"), (2, "de"), (2, "pt"))
    assert tried(2, {(0, "de"), (1, "de")}).missing == ()


def test_languages_of_one_version_are_changed_alone() -> None:
    content = tried(2, {(0, "de"), (1, "de")})
    changed = content.with_language(Variant(language="de", version=1, message=said("neu")))
    assert (words(changed, 0, "de"), words(changed, 1, "de")) == ("0 de", "neu")
    left = content.without_language("de", 1)
    assert (words(left, 0, "de"), words(left, 1, "de")) == ("0 de", "1")
