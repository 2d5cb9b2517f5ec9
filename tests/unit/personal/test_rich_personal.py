"""A rich message that says something of its reader: a value is text there, whatever it is."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from botapi.call import Call
from botapi.personal.syntax import NOTHING
from botapi.rich.limits import MOST_CHARACTERS
from botapi.rich.source import Form
from botapi_sandbox.formatting.rich.message import read_rich
from broadcast.model.content import Content
from broadcast.model.formatting.footer import too_long_by
from broadcast.model.formatting.formatted import Formatted
from broadcast.model.personal.encoding import with_gaps
from broadcast.model.personal.filling import filled
from broadcast.model.personal.mistakes import Mistake, Wrong, mistake_in
from broadcast.model.personal.sources import uses_in_source, with_letters
from handlers.admin.compose.message.rich import rich_call

NAMES = ("city", "first_name")
KNOWN = {"city": "city", "first_name": "first_name"}
PHOTO = {"id": "1", "media": {"type": "photo", "media": "x"}}
MARKDOWN = [
    "{city}",
    "{city}. first",
    "{city}- item\n- {city}\n1. {city}. x",
    "# {city}\n\n> {city}\n\n**{city}** _{city}_ ~~{city}~~",
    "**{city}**",
    "|{city}|b|\n|-|-|\n|x {city}|{city|a|b}|",
    "[{city}](https://a.example/) and <u>{city}</u>",
    "<details>\n<summary>{city}</summary>\n\n{city}\n\n</details>",
    "<table><tr><td>{city}</td></tr></table>",
    "say <{city} and </{city}> and &{city}; [{city}] !{city}",
    "<code>{city}</code> and\n{city}\n===",
    '![](tg://photo?id=1 "of {city}")',
    "text[^1]\n\n[^1]: {city}",
]
HTML = [
    "<p>{city}</p>",
    "{city}<h1>a {city}</h1><ul><li>{city}</li></ul>",
    "<table><tr><td>{city}</td><td>b</td></tr></table><pre>{city}</pre>",
    "<p>&{city}; <b>{city}</b> <code>{city}</code></p>",
]
SOURCES = [(Form.MARKDOWN, one) for one in MARKDOWN] + [(Form.HTML, one) for one in HTML]
NEUTRAL = "Qqq"


def rich(source: str, form: Form) -> Call:
    params = {form.value: source, "media": [PHOTO], "skip_entity_detection": True}
    return Call(method="sendRichMessage", params={"rich_message": params})


def blocks_of(call: Call) -> Any:
    def media(_kind: str, _given: Any) -> Any:
        return {"photo": []}

    read = read_rich(call.params["rich_message"], users=lambda _: None, media=media)
    return read["blocks"]


def replaced(part: Any, words: str) -> Any:
    if isinstance(part, str):
        return part.replace(NEUTRAL, words)
    if isinstance(part, list):
        return [replaced(one, words) for one in part]
    if isinstance(part, dict):
        return {name: replaced(one, words) for name, one in part.items()}
    return part


HOSTILE = st.text(alphabet="*_<>|\\[]()`~=#-+.!&;$\"'{} 1ab\n\tё🙂", min_size=1, max_size=8)


@settings(max_examples=300, deadline=None)
@given(source=st.sampled_from(SOURCES), value=HOSTILE.filter(lambda text: text.strip()))
@example(source=(Form.MARKDOWN, "{city}. first"), value="1")
@example(source=(Form.MARKDOWN, "**{city}**"), value="\\")
@example(source=(Form.MARKDOWN, "|{city}|b|\n|-|-|\n|x {city}|{city|a|b}|"), value="\\")
@example(source=(Form.MARKDOWN, "say <{city} and </{city}>"), value="b")
@example(source=(Form.HTML, "<p>{city}</p>"), value="</p><h1>x")
def test_a_value_adds_no_block_no_link_and_no_column(source: tuple[Form, str], value: str) -> None:
    """Beside the same message with a harmless word in its place."""
    form, text = source
    words = " ".join(value.split())
    usual = blocks_of(filled(rich(text, form), {"city": NEUTRAL}))
    hostile = blocks_of(filled(rich(text, form), {"city": words}))
    assert hostile == replaced(usual, words)


@pytest.mark.parametrize("text", MARKDOWN)
def test_nothing_in_its_place_is_no_line_and_no_emphasis(text: str) -> None:
    text = text.replace("{city|a|b}", "{city}")
    usual = blocks_of(filled(rich(text, Form.MARKDOWN), {"city": NEUTRAL}))
    assert blocks_of(filled(rich(text, Form.MARKDOWN), {"city": ""})) == replaced(usual, "\u200b")
    assert NOTHING == "&#8203;"


@settings(max_examples=200, deadline=None)
@given(source=st.sampled_from(SOURCES), city=HOSTILE, name=HOSTILE)
def test_quick_and_slow_give_the_same(source: tuple[Form, str], city: str, name: str) -> None:
    call = rich(f"{source[1]}\n\n{{first_name|you & <me>}} {{{{city}}}}", source[0])
    template = with_gaps(call, NAMES)
    assert not isinstance(template, bytes)
    for values in ((city, name), ("", "")):
        quick = json.loads(b'{"chat_id":7' + template.fill(values))
        slow = filled(call, dict(zip(NAMES, values, strict=True))).params
        assert quick == {"chat_id": 7, **slow}


def test_a_received_one_is_filled_as_it_is() -> None:
    blocks = [
        {"type": "paragraph", "text": ["Hi ", {"type": "bold", "text": "{city}"}]},
        {"type": "table", "cells": [[{"text": "{city|x}"}, {"text": "b"}]]},
        {"type": "photo", "photo": {"type": "photo", "media": "x"}, "caption": {"text": "{city}"}},
        {"type": "mathematical_expression", "expression": "{city}"},
    ]
    call = Call(method="sendRichMessage", params={"rich_message": {"blocks": blocks}})
    got = filled(call, {"city": "<b>*"}).params["rich_message"]["blocks"]
    assert got[0]["text"] == ["Hi ", {"type": "bold", "text": "<b>*"}]
    assert got[1]["cells"] == [[{"text": "<b>*"}, {"text": "b"}]]
    assert got[2]["caption"] == {"text": "<b>*"}
    assert got[3]["expression"] == "{city}"
    assert mistake_in([call], KNOWN) is None


@pytest.mark.parametrize(
    ("source", "form", "wanted"),
    [
        ("Hi {citty}", Form.MARKDOWN, Mistake(wrong=Wrong.UNKNOWN, name="citty", nearest="city")),
        ("Use `{city}`", Form.MARKDOWN, Mistake(wrong=Wrong.CODE, name="city")),
        ("```\n{city}\n```", Form.MARKDOWN, Mistake(wrong=Wrong.CODE, name="city")),
        ("    {city}", Form.MARKDOWN, Mistake(wrong=Wrong.CODE, name="city")),
        ("[x](https://x.y/{city})", Form.MARKDOWN, Mistake(wrong=Wrong.LINK, name="city")),
        ("see https://x.y/?n={city}", Form.MARKDOWN, Mistake(wrong=Wrong.LINK, name="city")),
        ("www.x.y/{city}", Form.HTML, Mistake(wrong=Wrong.LINK, name="city")),
        ('<a href="https://x.y/{city}">x</a>', Form.HTML, Mistake(wrong=Wrong.LINK, name="city")),
        ("{ci**ty**}", Form.MARKDOWN, Mistake(wrong=Wrong.BROKEN, name="city")),
        ("{ci<b>ty}</b>", Form.HTML, Mistake(wrong=Wrong.BROKEN, name="city")),
        (r"{first\_name}", Form.MARKDOWN, Mistake(wrong=Wrong.BROKEN, name="first_name")),
        (r"$\frac{city}{b}$ `{code}` \{city} {{city}} {{nobody}}", Form.MARKDOWN, None),
        ("{city|**you** <b>}", Form.MARKDOWN, None),
        ("<tg-math>{city}</tg-math> <code>{city}</code>", Form.HTML, None),
    ],
)
def test_what_would_not_be_filled_is_told(source: str, form: Form, wanted: Mistake | None) -> None:
    assert mistake_in([rich(source, form)], KNOWN) == wanted


@pytest.mark.parametrize(
    ("blocks", "wrong"),
    [
        ([{"type": "paragraph", "text": ["{ci", {"type": "bold", "text": "ty}"}]}], Wrong.BROKEN),
        (
            [{"type": "paragraph", "text": {"type": "url", "text": "x", "url": "https://{city}"}}],
            Wrong.LINK,
        ),
        ([{"type": "paragraph", "text": "{cit}"}], Wrong.UNKNOWN),
    ],
)
def test_of_a_received_one_too(blocks: list[Any], wrong: Wrong) -> None:
    call = Call(method="sendRichMessage", params={"rich_message": {"blocks": blocks}})
    found = mistake_in([call], KNOWN)
    assert found is not None
    assert found.wrong is wrong


def test_a_bar_before_a_fallback_ends_no_cell() -> None:
    """Twenty columns are as many as Telegram takes."""
    row = "|" + "{city|you}|" * 20
    source = "\n".join([row, "|" + "-|" * 20, row])
    assert rich_call(source, Form.MARKDOWN).params["rich_message"] == {"markdown": source}
    assert len(uses_in_source(source, Form.MARKDOWN)) == 40
    assert "{" not in with_letters(source, Form.MARKDOWN)


@pytest.mark.parametrize("form", list(Form))
def test_the_longest_value_is_counted(form: Form) -> None:
    room = MOST_CHARACTERS - 64
    call = rich("a" * room + "{city}", form)
    assert too_long_by([filled(call, {"city": "*" * 64})]) == 0
    assert too_long_by([filled(call, {"city": "*" * 65})]) == 1


def test_a_footer_below_it_is_counted_and_filled() -> None:
    footer = Formatted(text="For *{first_name|you}*")
    content = Content(
        message=(rich("a" * (MOST_CHARACTERS - 4), Form.MARKDOWN),), footer=footer
    ).with_fields(NAMES)
    assert content.names == ("first_name",)
    assert content.too_long_by > 0
    small = Content(message=(rich("Hi", Form.MARKDOWN),), footer=footer).with_fields(NAMES)
    assert small.too_long_by == 0
    [call] = [filled(one, {"first_name": "_A_"}) for one in small.calls()]
    assert blocks_of(call)[-1] == {"type": "footer", "text": "For *_A_*"}


def test_code_and_formulas_keep_their_braces() -> None:
    source = "`{city}`, $\\frac{city}{b}$ and <tg-math>{city}</tg-math>\n\n```\n{city}\n```"
    assert filled(rich(source, Form.MARKDOWN), {"city": "Rome"}) == rich(source, Form.MARKDOWN)
