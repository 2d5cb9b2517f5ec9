"""A rich message's source against Telegram's limits, and against the local Telegram's reader."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from botapi.rich.limits import MOST_SOURCE, BadRich, Why
from botapi.rich.source import Form, checked
from botapi_sandbox.formatting.rich.message import read_rich
from botapi_sandbox.ground.errors import ApiError

MD, HTML = Form.MARKDOWN, Form.HTML
PHOTO = {"id": "1", "media": {"type": "photo", "media": "x"}}


def taken_there(source: str, form: Form) -> bool:
    """Whether the local Telegram takes it, with file number 1."""

    def media(_kind: str, _given: Any) -> Any:
        return {"photo": []}

    try:
        read_rich({form.value: source, "media": [PHOTO]}, users=lambda _: None, media=media)
    except ApiError:
        return False
    return True


def mistake(source: str, form: Form = MD) -> tuple[Why, int, str]:
    with pytest.raises(BadRich) as caught:
        checked(source, form, ["1"])
    return caught.value.why, caught.value.line, caught.value.what


def row(columns: int) -> str:
    return "|" + "x|" * columns


def table(columns: int) -> str:
    return "\n".join([row(columns), "|" + "-|" * columns, row(columns)])


def nested(levels: int) -> str:
    return "> " * levels + "deep"


@pytest.mark.parametrize(
    ("form", "most", "over", "why", "line"),
    [
        (MD, "a" * 32_768, "Hi\n\n" + "a" * 32_768, Why.TOO_LONG, 3),
        (HTML, "a" * 32_768, "Hi\n<p>" + "a" * 32_768 + "</p>", Why.TOO_LONG, 2),
        (MD, "p\n\n" * 500, "p\n\n" * 501, Why.BLOCKS, 1_001),
        (HTML, "<p>p</p>\n" * 500, "<p>p</p>\n" * 501, Why.BLOCKS, 501),
        (MD, "- p\n" * 249, "- p\n" * 250, Why.BLOCKS, 250),
        (MD, nested(15), "one\n\n" + nested(16), Why.LEVELS, 3),
        (
            HTML,
            "<b>" * 15 + "x" + "</b>" * 15,
            "\n" + "<b>" * 16 + "x" + "</b>" * 16,
            Why.LEVELS,
            2,
        ),
        (MD, "![](tg://photo?id=1)\n\n" * 50, "![](tg://photo?id=1)\n\n" * 51, Why.MEDIA, 101),
        (
            HTML,
            '<img src="tg://photo?id=1"/>\n' * 50,
            '<img src="tg://photo?id=1"/>\n' * 51,
            Why.MEDIA,
            51,
        ),
        (MD, table(20), "Prices\n\n" + table(21), Why.COLUMNS, 3),
        (
            HTML,
            "<table><tr>" + "<td>x</td>" * 20 + "</tr></table>",
            "<table>\n<tr>" + "<td>x</td>" * 19 + '<td colspan="2">x</td></tr></table>',
            Why.COLUMNS,
            2,
        ),
        (
            MD,
            "<table>\n<tr>" + "<td>x</td>" * 20 + "</tr>\n</table>",
            "<table>\n<tr>\n" + "<td>x</td>\n" * 21 + "</tr>\n</table>",
            Why.COLUMNS,
            23,
        ),
    ],
)
def test_each_limit_to_the_last_and_one_more_with_its_line(
    form: Form, most: str, over: str, why: Why, line: int
) -> None:
    checked(most, form, ["1"])
    assert taken_there(most, form)
    assert mistake(over, form)[:2] == (why, line)
    assert not taken_there(over, form)


@pytest.mark.parametrize(
    ("source", "form", "wanted"),
    [
        ("", MD, (Why.EMPTY, 1, "")),
        ("<p>a</p>\n<marquee>b</marquee>", HTML, (Why.BAD_TAG, 2, "<marquee>")),
        ("a\n1 < 2", HTML, (Why.BROKEN_TAG, 2, "< 2")),
        ("<p>a\n\n", HTML, (Why.UNCLOSED, 1, "<p>")),
        ("<b><i>a</b></i>", HTML, (Why.UNCLOSED, 1, "<i>")),
        ("a\n</b>", HTML, (Why.UNOPENED, 2, "</b>")),
        ("a\n\n<details>\n<summary>b</summary>\n\nc", MD, (Why.UNCLOSED, 3, "<details>")),
        (
            "a\n\n![](https://a.example/b.png)",
            MD,
            (Why.WEB_FILE, 3, "https://a.example/b.png"),
        ),
        ("![](tg://photo?id=2)", MD, (Why.NO_FILE, 1, "tg://photo?id=2")),
    ],
)
def test_what_is_wrong_is_quoted_with_its_line(
    source: str, form: Form, wanted: tuple[Why, int, str]
) -> None:
    assert mistake(source, form) == wanted


def test_which_files_are_shown_is_told_in_order() -> None:
    source = "![](tg://photo?id=b)\n\n`![](tg://photo?id=no)`\n\n![](tg://video?id=a)\n"
    assert checked(source, MD, ["a", "b", "no"]) == ["b", "a"]


@pytest.mark.parametrize(
    "source",
    [
        "# Title\n\nSome **bold _and_** words, a [link](https://a.example/).\n\n- one\n- two\n",
        "1. first\n2. second\n   - inner\n\n> quote\n> goes\non\n\n```python\nif a < b: <x>\n```\n",
        "| a | b |\n|---|:-:|\n| `1<2` | 2 \\| 3 |\n\n---\n\n- [x] done\n- [ ] open\n",
        "<details>\n<summary>More</summary>\n\nText **here**\n\n| a | b |\n|-|-|\n</details>\n",
        "Setext\n======\n\nAnd\n---\n\ntext[^1] with $x < y$ ||hidden|| ==mark==\n\n[^1]: note\n",
        "![🙂](tg://emoji?id=5368324170671202286) at ![noon](tg://time?unix=1&format=t)\n",
        "$$\na < b\n$$\n\nText\n",
        "A line <br> and <u>under</u> 1 < 2 <unknown>kept</unknown>\n",
        "    indented <b>\n    code\n\n* a\n\n  b\n\n* c\n",
    ],
)
def test_what_people_write_is_taken_as_the_local_telegram_takes_it(source: str) -> None:
    assert taken_there(source, MD)
    checked(source, MD, ["1"])


PIECES = st.sampled_from(
    [
        "# h",
        "text",
        "**b** _i_",
        "- a",
        "- a\n  - b",
        "  more",
        "1. x",
        "2. y",
        "> q",
        "> > r",
        ">",
        "lazy",
        "```",
        "~~~ x",
        "    code",
        "|a|b|",
        "|-|-|",
        "***",
        "===",
        "---",
        "<details>",
        "<summary>s</summary>",
        "</details>",
        "<p>x</p>",
        "<b>",
        "</b>",
        "<table>",
        "<tr><td>1</td></tr>",
        "</table>",
        "$$",
        "$x$",
        "`a",
        "[a](b",
        "[a](https://a.example)",
        "![](tg://photo?id=1)",
        "[^1]: n",
        "t[^1]",
        "<!-- c",
        "-->",
        "",
        "",
        "",
    ]
)


@settings(max_examples=300, deadline=None)
@given(lines=st.lists(PIECES, max_size=14))
def test_nothing_is_refused_that_the_local_telegram_takes(lines: list[str]) -> None:
    source = "\n".join(lines)
    if taken_there(source, MD):
        checked(source, MD, ["1"])


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "<!--", "[", "](", "![", "`", "*a", "> ", "- ", "|", "$", "&#", "<b", "\\", "1. "],
)
@pytest.mark.parametrize("form", list(Form))
def test_hostile_sources_cost_no_more_than_their_length(piece: str, form: Form) -> None:
    """The longest that is looked at: were anything looked for again and again, it would be hours.
    pytest's own patience ends it then."""
    with suppress(BadRich):
        checked((piece * MOST_SOURCE)[:MOST_SOURCE], form, ["1"])


TAGS = st.sampled_from(
    [
        *("<p>", "</p>", "<b>", "</b>", "<ul>", "</ul>", "<li>", "</li>", "<hr>", "<br/>"),
        *("<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<pre>", "</pre>", "x", " "),
        *("<details>", "</details>", "<summary>", "</summary>", "<blockquote>", "</blockquote>"),
        *("<figure>", "</figure>", "<img src='tg://photo?id=1'>", "<tg-math>", "</tg-math>", "\n"),
        *("<!-- x -->", "&amp;", "&#65;", "<h1>", "</h1>", "<aside>", "</aside>", "<code>"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(parts=st.lists(TAGS, max_size=14))
def test_no_html_is_refused_that_the_local_telegram_takes(parts: list[str]) -> None:
    source = "".join(parts)
    if taken_there(source, HTML):
        checked(source, HTML, ["1"])
