"""Rich Markdown becomes the blocks that Telegram makes of it."""

from contextlib import suppress
from typing import Any

import pytest

from botapi_sandbox.ground.errors import ApiError
from tests.sandbox.formatting.rich_reader import markdown

PHOTO = "https://a.com/a.jpg"


def text_of(source: str) -> Any:
    (block,) = markdown(source)
    assert block["type"] == "paragraph"
    return block["text"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**b**", {"type": "bold", "text": "b"}),
        ("__b__", {"type": "bold", "text": "b"}),
        ("*i*", {"type": "italic", "text": "i"}),
        ("_i_", {"type": "italic", "text": "i"}),
        ("***x***", {"type": "italic", "text": {"type": "bold", "text": "x"}}),
        ("~~s~~", {"type": "strikethrough", "text": "s"}),
        ("==m==", {"type": "marked", "text": "m"}),
        ("||s||", {"type": "spoiler", "text": "s"}),
        ("`<u>**c`", {"type": "code", "text": "<u>**c"}),
        ("``a`b``", {"type": "code", "text": "a`b"}),
        ("<u>a *b*</u>", {"type": "underline", "text": ["a ", {"type": "italic", "text": "b"}]}),
        ("H<sub>2</sub>", ["H", {"type": "subscript", "text": "2"}]),
        ("[x](https://a.com/b_(c))", {"type": "url", "text": "x", "url": "https://a.com/b_(c)"}),
        ("[x](mailto:a@b.c)", {"type": "email_address", "text": "x", "email_address": "a@b.c"}),
        ("[x](tel:+12)", {"type": "phone_number", "text": "x", "phone_number": "+12"}),
        ("[x](#top)", {"type": "anchor_link", "text": "x", "anchor_name": "top"}),
        ("$x^2$", {"type": "mathematical_expression", "expression": "x^2"}),
        (
            "![👍](tg://emoji?id=5368)",
            {"type": "custom_emoji", "custom_emoji_id": "5368", "alternative_text": "👍"},
        ),
        (
            "![now](tg://time?unix=12&format=wDT)",
            {"type": "date_time", "text": "now", "unix_time": 12, "date_time_format": "wDT"},
        ),
    ],
)
def test_inline_formatting(source: str, text: Any) -> None:
    assert text_of(source) == text


@pytest.mark.parametrize(
    "source",
    ["EXA_API_KEY", "costs $5 to $10", "a * b * c", "2 ** 3", "a || b", "[no link]", "`", "5 < 6"],
)
def test_what_is_no_formatting_stays_as_it_is(source: str) -> None:
    assert text_of(source) == source


@pytest.mark.parametrize("sign", ["**", "__", "~~", "==", "||"])
def test_double_signs_count_inside_of_words(sign: str) -> None:
    first, middle, last = text_of(f"mcp{sign}brain{sign}auth")
    assert (first, middle["text"], last) == ("mcp", "brain", "auth")


def test_backslashes_escape_signs_but_no_tags() -> None:
    assert text_of(r"\*a\* \_ \[ \`") == "*a* _ [ `"
    assert text_of(r"\<u>a</u>") == ["\\", {"type": "underline", "text": "a"}]


def test_deep_emphasis_in_code_is_code() -> None:
    deep = "**" * 5000
    assert text_of(f"<code>{deep}x{deep}</code>") == {"type": "code", "text": "x"}


def test_a_link_to_nowhere_is_text() -> None:
    assert text_of("[x](javascript:alert(1))") == "x"


def test_tags_that_telegram_does_not_know_are_left_out() -> None:
    assert text_of("a<script>alert(1)</script> <blink>b</blink>") == "a b"


def test_only_two_spaces_or_a_backslash_end_a_line() -> None:
    assert text_of("one\ntwo  \nthree\\\nfour") == "one two\nthree\nfour"


def test_mentions_are_of_people_who_are_known() -> None:
    mention = text_of("[Ann](tg://user?id=7)")
    assert (mention["type"], mention["user"]["id"]) == ("text_mention", 7)
    assert text_of("[Bob](tg://user?id=8)") == "Bob"


def test_headings() -> None:
    blocks = markdown("# One\n###### Six ##\nUnder\n---\n#hash")
    assert [(each["type"], each.get("size")) for each in blocks] == [
        *(("heading", 1), ("heading", 6), ("heading", 2), ("paragraph", None))
    ]
    assert [each["text"] for each in blocks] == ["One", "Six", "Under", "#hash"]


def test_code_keeps_its_lines() -> None:
    fenced, indented = markdown("```python\n  a\n\n<u>\n```\n\n    x = 1\n")
    assert fenced == {"type": "pre", "text": "  a\n\n<u>", "language": "python"}
    assert indented == {"type": "pre", "text": "x = 1"}


def test_a_fence_without_an_end_goes_to_the_end() -> None:
    assert markdown("```\na\nb") == [{"type": "pre", "text": "a\nb"}]


@pytest.mark.parametrize("source", ["$$E = m$$", "$$\nE = m\n$$", "```math\nE = m\n```"])
def test_formulas(source: str) -> None:
    assert markdown(source) == [{"type": "mathematical_expression", "expression": "E = m"}]


def test_lists_nest() -> None:
    (block,) = markdown("- one\n  more\n- two\n\n  1. a\n  2. b\n")
    one, two = block["items"]
    assert one == {"label": "•", "blocks": [{"type": "paragraph", "text": "one more"}]}
    inner = two["blocks"][1]["items"]
    assert [(each["label"], each["value"]) for each in inner] == [("1.", 1), ("2.", 2)]


def test_an_ordered_list_begins_where_it_says() -> None:
    (block,) = markdown("7. a\n8. b")
    assert [each["label"] for each in block["items"]] == ["7.", "8."]


def test_tasks() -> None:
    (block,) = markdown("- [ ] open\n- [x] done")
    to_do, done = block["items"]
    assert to_do["has_checkbox"] is done["has_checkbox"] is done["is_checked"] is True
    assert "is_checked" not in to_do


def test_quotes_hold_blocks_and_lazy_lines() -> None:
    (block,) = markdown("> a\nb\n>\n> - c")
    paragraph, items = block["blocks"]
    assert (block["type"], paragraph["text"], items["type"]) == ("blockquote", "a b", "list")


def test_tables() -> None:
    (block,) = markdown("| A | B \\| C |\n|:-:|--:|\n| **1** | 2 | 3 |\n| 4 |")
    head, first, second = block["cells"]
    assert [each["text"] for each in head] == ["A", "B | C"]
    assert [each["align"] for each in first] == ["center", "right"]
    assert first[0]["text"] == {"type": "bold", "text": "1"}
    assert (len(first), second[1].get("text")) == (2, None)


def test_footnotes_come_last_in_the_order_of_their_use() -> None:
    paragraph, notes = markdown("x[^b] y[^a]\n\n[^a]: *first*\n[^b]: second\n[^c]: unused")
    assert paragraph["text"][1] == {"type": "reference_link", "text": "[1]", "reference_name": "b"}
    told = [item["blocks"][0]["text"] for item in notes["items"]]
    assert [each["name"] for each in told] == ["b", "a"]
    assert told[0]["text"] == "second"


def test_media_are_blocks_of_their_own() -> None:
    kinds = {"jpg": "photo", "mp4": "video", "mp3": "audio", "ogg": "voice_note"}
    kinds |= {"gif": "animation", "unknown": "photo"}
    source = "\n".join(f"![](https://a.com/a.{ending})" for ending in kinds)
    assert [each["type"] for each in markdown(source)] == list(kinds.values())
    before, photo, after = markdown(f'a\n![]({PHOTO} "Cap")\nb')
    assert photo == {"type": "photo", "photo": PHOTO, "caption": {"text": "Cap"}}
    assert (before["text"], after["text"]) == ("a", "b")


def test_details_hold_markdown() -> None:
    source = "<details open><summary>Sum **b**</summary>\n\n### Head\n- item\n\n</details> rest"
    details, rest = markdown(source)
    assert details["summary"] == ["Sum ", {"type": "bold", "text": "b"}]
    assert [each["type"] for each in details["blocks"]] == ["heading", "list"]
    assert (details["is_open"], rest["text"]) == (True, "rest")


def test_collages_and_slideshows_hold_markdown_media() -> None:
    for tag in ("collage", "slideshow"):
        source = f"<tg-{tag}>\n\n![]({PHOTO})\n![]({PHOTO})\n\n</tg-{tag}>"
        (block,) = markdown(source)
        assert (block["type"], len(block["blocks"])) == (tag, 2)


def test_quotes_from_tags_have_a_credit() -> None:
    pull, quote, folded = markdown(
        "<aside>a<cite>A</cite></aside>\n\n<blockquote>b<cite>B</cite></blockquote>\n\n"
        "<blockquote collapsed>c **d**</blockquote>"
    )
    assert pull == {"type": "pullquote", "text": "a", "credit": "A"}
    assert (quote["blocks"][0]["text"], quote["credit"]) == ("b", "B")
    assert folded["type"] == "expandable_blockquote"


def test_an_anchor_alone_is_a_block() -> None:
    assert markdown('<a name="x"></a>\n\ntext')[0] == {"type": "anchor", "name": "x"}


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("", "RICH_MESSAGE_MARKDOWN_INVALID"),
        ("---\n\n---", "RICH_MESSAGE_EMPTY"),
        ("<u>a", "can't parse entities: Can't find end tag corresponding to start tag \"u\""),
        ("<details>a", 'corresponding to start tag "details"'),
        ("a</u>", 'Unexpected end tag "u"'),
        ("<u><b>a</u></b>", 'expected "</b>", found "</u>"'),
        ("![](file:///etc/passwd)", "Unsupported media link"),
        ("![](tg://photo?id=none)", "No media is specified"),
        ("> " * 20 + "a", "at most 16 levels"),
        ("**" * 40 + "a" + "**" * 40, "at most 16 levels"),
        ("a\n\n" * 501, "at most 500 blocks"),
        ("- a\n" * 500, "at most 500 blocks"),
        ("a" * 32_769, "message is too long"),
        (f"![]({PHOTO})\n" * 51, "at most 50 media"),
        ("|" * 22 + "\n" + "|-" * 21 + "|\n", "at most 20 columns"),
    ],
)
def test_refusals(source: str, why: str) -> None:
    with pytest.raises(ApiError) as refused:
        markdown(source)
    assert why in refused.value.description


@pytest.mark.parametrize(
    "piece",
    [
        *("*", "**a", "[", "]", "![", "`a``", "$a", "$$\n", "<a ", "<", "<!--", ">", "- ", "- a\n"),
        *("|a\n|-\n", "<u>", "</u>", "[^a]", "#a ", "](a", "[a](b", "&#x", "=a=", "||", "a  \n"),
        *("<hr/>\n", "*a **b _c __d ~~e ==f ||g ", "<script>", "4", "+1", "@abc ", "\\"),
    ],
)
def test_hostile_markdown_is_read_or_refused_soon(piece: str) -> None:
    """The time limit of each test is what fails here: all of it is read in one pass."""
    with suppress(ApiError):
        assert markdown(piece * (130_000 // len(piece)))
