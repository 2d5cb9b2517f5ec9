"""Entities: HTML, MarkdownV2, explicit and found ones, and what is wrong with them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botapi_sandbox.formatting.detect import detect
from botapi_sandbox.formatting.formatted import formatted
from botapi_sandbox.formatting.html import parse_html
from botapi_sandbox.formatting.markdown import parse_markdown
from botapi_sandbox.formatting.units import Units, width
from botapi_sandbox.ground.errors import ApiError


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


HTML = [
    ("<b>bold</b> plain", "bold plain", [entity("bold", 0, 4)]),
    ("<strong>x</strong><em>y</em>", "xy", [entity("bold", 0, 1), entity("italic", 1, 1)]),
    ("<u>u</u><ins>v</ins>", "uv", [entity("underline", 0, 1), entity("underline", 1, 1)]),
    ("<s>a</s>", "a", [entity("strikethrough", 0, 1)]),
    ("<strike>a</strike>", "a", [entity("strikethrough", 0, 1)]),
    ("<del>a</del>", "a", [entity("strikethrough", 0, 1)]),
    ("<tg-spoiler>x</tg-spoiler>", "x", [entity("spoiler", 0, 1)]),
    ('<span class="tg-spoiler">x</span>', "x", [entity("spoiler", 0, 1)]),
    ('<a href="b.com/?x&amp;y">go</a>', "go", [entity("text_link", 0, 2, url="b.com/?x&y")]),
    ("<code>x &lt; y</code>", "x < y", [entity("code", 0, 5)]),
    ('<pre><code class="language-c">x</code></pre>', "x", [entity("pre", 0, 1, language="c")]),
    ("<pre>x</pre>", "x", [entity("pre", 0, 1)]),
    ("<blockquote>q</blockquote>", "q", [entity("blockquote", 0, 1)]),
    ("<blockquote expandable>q</blockquote>", "q", [entity("expandable_blockquote", 0, 1)]),
    ("😀<b>after</b>", "😀after", [entity("bold", 2, 5)]),
    ("<b>a<i>b</i></b>", "ab", [entity("italic", 1, 1), entity("bold", 0, 2)]),
    ("&copy; &amp; &#33; &#x1F600;", "&copy; & ! 😀", []),
    ("<b></b>x", "x", []),
    ("<B>x</B>", "x", [entity("bold", 0, 1)]),
    (
        '<tg-emoji emoji-id="5">😀</tg-emoji>',
        "😀",
        [entity("custom_emoji", 0, 2, custom_emoji_id="5")],
    ),
]


@pytest.mark.parametrize(("source", "text", "entities"), HTML)
def test_html(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<x>", 'Unsupported start tag "x" at byte offset 0'),
        ("я <x>", 'Unsupported start tag "x" at byte offset 3'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ],
)
def test_bad_html(source: str, complaint: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*b* _i_", "b i", [entity("bold", 0, 1), entity("italic", 2, 1)]),
        ("__u__ ~s~", "u s", [entity("underline", 0, 1), entity("strikethrough", 2, 1)]),
        ("||secret||", "secret", [entity("spoiler", 0, 6)]),
        ("`x*y`", "x*y", [entity("code", 0, 3)]),
        ("```python\nx = 1```", "x = 1", [entity("pre", 0, 5, language="python")]),
        ("[go](https://a.com)", "go", [entity("text_link", 0, 2, url="https://a.com")]),
        (r"1\.5 \*", "1.5 *", []),
        (">quoted\nnot", "quoted\nnot", [entity("blockquote", 0, 6)]),
        ("*_both_*", "both", [entity("italic", 0, 4), entity("bold", 0, 4)]),
    ],
)
def test_markdown(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert parse_markdown(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("1.5", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a > b", "Character '>' is reserved and must be escaped with the preceding '\\'"),
        ("🏟 🏟_abac", "Can't find end of Italic entity at byte offset 9"),
        ("🏟 🏟_abac * asd _", "Can't find end of Bold entity at byte offset 15"),
        ("🏟 🏟`", "Can't find end of Code entity at byte offset 9"),
        ("🏟 🏟```", "Can't find end of Pre entity at byte offset 9"),
        ("[x](y", "Can't find end of a URL at byte offset 3"),
    ],
)
def test_bad_markdown(source: str, complaint: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_markdown(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start now", [("bot_command", "/start")]),
        ("do /stop@some_bot", [("bot_command", "/stop@some_bot")]),
        ("see https://a.com/x?y=1.", [("url", "https://a.com/x?y=1")]),
        ("bare example.com here", [("url", "example.com")]),
        ("mail me@example.com", [("email", "me@example.com")]),
        ("hi @ann_b!", [("mention", "@ann_b")]),
        ("#news and #123", [("hashtag", "#news")]),
        ("😀 #новости", [("hashtag", "#новости")]),
        ("a/b and 1/2", []),
        ("$USD", [("cashtag", "$USD")]),
    ],
)
def test_found_by_itself(text: str, found: list[tuple[str, str]]) -> None:
    raw = text.encode("utf-16-le")
    seen = [
        (each["type"], raw[2 * each["offset"] :][: 2 * each["length"]].decode("utf-16-le"))
        for each in detect(text)
    ]
    assert seen == found


def test_nothing_is_found_inside_code() -> None:
    assert formatted("<code>/start a.com</code>", "HTML", None).entities == [entity("code", 0, 12)]


def test_white_space_around_goes_and_entities_move_along() -> None:
    content = formatted("\n  <b> hi</b>  ", "HTML", None)
    assert (content.text, content.entities) == ("hi", [entity("bold", 0, 2)])


def test_a_link_to_nowhere_is_plain_text() -> None:
    assert formatted('<a href="localhost">x</a>', "HTML", None).entities == []


def test_explicit_entities_are_kept_and_found_kinds_are_found_anew() -> None:
    given_ones = [entity("bold", 0, 4), entity("hashtag", 0, 2)]
    kept = formatted("bold #tag", "", given_ones).entities
    assert kept == [entity("bold", 0, 4), entity("hashtag", 5, 4)]


@pytest.mark.parametrize(
    ("entities", "complaint"),
    [
        ([entity("bold", 1, 9)], "entity begins in a middle or ends after the end of the text"),
        ([{"type": "bold", "offset": 0}], 'Field "length" must be of type Number'),
        ([entity("shiny", 0, 1)], "can't parse MessageEntity: Unsupported type specified"),
        ("bold", "expected an Array of MessageEntity"),
        ([1], "can't parse MessageEntity: MessageEntity must be an Object"),
    ],
)
def test_bad_explicit_entities(entities: Any, complaint: str) -> None:
    with pytest.raises(ApiError, match=complaint):
        formatted("word", "", entities)


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(ApiError, match="unsupported parse_mode"):
        formatted("x", "XML", None)


@given(st.text())
def test_units_are_those_of_utf16(text: str) -> None:
    clean = text.encode("utf-16-le", "ignore").decode("utf-16-le")
    units = Units(clean)
    assert width(clean) == len(clean.encode("utf-16-le")) // 2
    assert [units.of(n) for n in range(len(clean) + 1)] == [
        width(clean[:n]) for n in range(len(clean) + 1)
    ]


@given(st.text(alphabet="<>/abi &;=\"' x😀"))
def test_html_is_read_or_refused_but_never_breaks(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except ApiError:
        return
    assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= width(text) for e in entities)


@given(st.text(alphabet="*_~|`[]()>\\!\nab😀"))
def test_markdown_is_read_or_refused_but_never_breaks(source: str) -> None:
    try:
        text, entities = parse_markdown(source)
    except ApiError:
        return
    assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= width(text) for e in entities)
