"""Rich HTML becomes the blocks that Telegram makes of it."""

from typing import Any

import pytest

from botapi_sandbox.ground.errors import ApiError
from tests.sandbox.formatting.rich_reader import html, read

PHOTO = "https://a.com/a.jpg"


def test_white_space_counts_as_in_html() -> None:
    (block,) = html("\n one <b> two </b>\n\n three<br> four \n")
    assert block["text"] == ["one ", {"type": "bold", "text": "two "}, "three\nfour"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<strong>x</strong>", {"type": "bold", "text": "x"}),
        ("<em>x</em>", {"type": "italic", "text": "x"}),
        ("<ins>x</ins>", {"type": "underline", "text": "x"}),
        ("<strike>x</strike>", {"type": "strikethrough", "text": "x"}),
        ("<mark>x</mark>", {"type": "marked", "text": "x"}),
        ("<sup>x</sup>", {"type": "superscript", "text": "x"}),
        ("<tg-spoiler>x</tg-spoiler>", {"type": "spoiler", "text": "x"}),
        ("<code>  x  y</code>", {"type": "code", "text": "  x  y"}),
        (
            "<tg-math>a < b</tg-math>",
            {"type": "mathematical_expression", "expression": "a < b"},
        ),
        ("&lt;b&gt; &hellip;&#39;&#x27; &copy;", "<b> …'' &copy;"),
        ("<!-- not shown -->x", "x"),
        (
            '<img src="tg://emoji?id=5" alt="👍"/>',
            {"type": "custom_emoji", "custom_emoji_id": "5", "alternative_text": "👍"},
        ),
        (
            '<tg-time unix="5" format="r">x</tg-time>',
            {"type": "date_time", "text": "x", "unix_time": 5, "date_time_format": "r"},
        ),
    ],
)
def test_inline_tags(source: str, text: Any) -> None:
    assert html(source) == [{"type": "paragraph", "text": text}]


def test_a_link_leads_to_a_reference_where_there_is_one() -> None:
    (block,) = html('<a href="#n">x</a><a href="#m">y</a><tg-reference name="n">z</tg-reference>')
    first, second, third = block["text"]
    assert (first["type"], second["type"]) == ("reference_link", "anchor_link")
    assert third == {"type": "reference", "text": "z", "name": "n"}


def test_blocks() -> None:
    blocks = html(
        "loose<h2>h</h2><p>p</p><footer>f</footer><hr/><pre>a\n b</pre>"
        '<pre><code class="language-c">x</code></pre><tg-math-block>E < 1</tg-math-block>'
    )
    assert blocks == [
        {"type": "paragraph", "text": "loose"},
        {"type": "heading", "text": "h", "size": 2},
        {"type": "paragraph", "text": "p"},
        {"type": "footer", "text": "f"},
        {"type": "divider"},
        {"type": "pre", "text": "a\n b"},
        {"type": "pre", "text": "x", "language": "c"},
        {"type": "mathematical_expression", "expression": "E < 1"},
    ]


def test_lists_are_labelled() -> None:
    (letters,) = html('<ol start="3" type="a" reversed><li>x</li><li>y</li></ol>')
    assert [each["label"] for each in letters["items"]] == ["c.", "b."]
    (roman,) = html('<ol type="I"><li value="1994">x</li><li>y</li></ol>')
    assert [each["label"] for each in roman["items"]] == ["MCMXCIV.", "MCMXCV."]
    (far,) = html('<ol type="a"><li value="28">x</li><li value="0">y</li></ol>')
    assert [each["label"] for each in far["items"]] == ["ab.", "0."]


def test_checkboxes() -> None:
    (block,) = html('<ul><li><input type="checkbox" checked>a</li><li>b</li></ul>')
    first, second = block["items"]
    assert (first["has_checkbox"], first["is_checked"]) == (True, True)
    assert "has_checkbox" not in second


def test_tables() -> None:
    (block,) = html(
        "<table bordered striped compact><caption>C</caption><tr><th>a</th></tr>"
        '<tr><td colspan="2" rowspan="3" align="right" valign="bottom">b</td></tr></table>'
    )
    assert {"is_bordered", "is_striped", "is_compact"} <= block.keys()
    assert block["caption"] == "C"
    (head,), (cell,) = block["cells"]
    assert head == {"text": "a", "is_header": True, "align": "left", "valign": "top"}
    assert (cell["colspan"], cell["rowspan"], cell["align"]) == (2, 3, "right")


def test_media_with_captions() -> None:
    figure, voice, document = html(
        f'<figure><img src="{PHOTO}" tg-spoiler/><figcaption>a<cite>b</cite></figcaption></figure>'
        '<audio src="https://a.com/a.ogg"></audio>'
        '<tg-document src="https://a.com/a.jpg"></tg-document>'
    )
    assert figure["caption"] == {"text": "a", "credit": "b"}
    assert (figure["photo"], figure["has_spoiler"]) == (PHOTO, True)
    assert (voice["type"], document["type"]) == ("voice_note", "document")


def test_media_that_came_with_the_message() -> None:
    media = [
        {"id": "p", "media": {"type": "photo", "media": "AgAC"}},
        {"id": "v", "media": {"type": "animation", "media": "CgAC"}},
    ]
    source = '<img src="tg://photo?id=p"/><video src="tg://video?id=v"/>'
    assert read({"html": source, "media": media}) == [
        {"type": "photo", "photo": "AgAC"},
        {"type": "animation", "animation": "CgAC"},
    ]


def test_maps_and_details() -> None:
    place, details = html(
        '<tg-map lat="41.9" long="12.5" zoom="14"/><details><summary>s</summary>c</details>'
    )
    assert (place["location"]["latitude"], place["zoom"]) == (41.9, 14)
    assert details["blocks"] == [{"type": "paragraph", "text": "c"}]
    assert "is_open" not in details


def test_buttons() -> None:
    row, paragraph = html(
        '<tg-button-row align="center"><tg-button type="callback_data" data="d" style="link">Tap'
        '</tg-button><tg-button type="url" url="https://a.com">Go</tg-button></tg-button-row>'
        'or <tg-button type="copy_text" text="abc">copy</tg-button>'
    )
    assert row["buttons"] == [
        {"text": "Tap", "callback_data": "d", "style": "link"},
        {"text": "Go", "url": "https://a.com"},
    ]
    assert row["align"] == "center"
    assert paragraph["text"][1]["button"] == {"text": "copy", "copy_text": {"text": "abc"}}


def test_fifteen_formattings_in_a_paragraph_are_sixteen_levels() -> None:
    source = "<b>a <i>" * 7 + "<u>x</u>" + "</i> b</b>" * 7
    assert html(source)[0]["type"] == "paragraph"
    with pytest.raises(ApiError, match="at most 16 levels"):
        html(f"<s>{source}</s>")


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (" ", "RICH_MESSAGE_HTML_INVALID"),
        ("<p></p>", "RICH_MESSAGE_EMPTY"),
        ("é<blink>x</blink>", 'Unsupported start tag "blink" at byte offset 2'),
        ("a < b", "Unclosed start tag at byte offset 2"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'expected "</i>", found "</b>"'),
        ("<h1><table></table></h1>", 'Tag "table" is not allowed inside of a text'),
        ("<li>x</li>", 'Tag "li" is not allowed inside of a text'),
        ("<ul>x</ul>", 'Tag "ul" has unexpected content'),
        ("<details>x</details>", 'must have a tag "summary"'),
        ("<tg-map/>", 'needs the attributes "lat" and "long"'),
        ('<tg-map lat="91" long="0"/>', "invalid location specified"),
        ('<tg-map lat="1" long="0" zoom="25"/>', "invalid map properties specified"),
        ('<img src="tg://photo?id=a"/>', "No media is specified"),
        ('<img src="data:image/png,x"/>', "Unsupported media link"),
        ('<table><tr><td colspan="21">x</td></tr></table>', "at most 20 columns"),
        ('<table><tr><td colspan="x">x</td></tr></table>', "invalid table cell colspan"),
        ('<tg-button type="url" url="javascript:x">x</tg-button>', "BUTTON_URL_INVALID"),
        ('<tg-button type="fly">x</tg-button>', 'Unsupported button type "fly"'),
        (
            '<tg-button type="url" url="https://a.com" style="link">x</tg-button>',
            "Invalid button style specified",
        ),
        ("<b>" * 70 + "x" + "</b>" * 70, "too many nested tags"),
        ("<b>" * 17 + "x" + "</b>" * 17, "at most 16 levels"),
        ("<blockquote>" * 17 + "x" + "</blockquote>" * 17, "at most 16 levels"),
        ("<hr/>" * 500 + "x", "at most 500 blocks"),
    ],
)
def test_refusals(source: str, why: str) -> None:
    with pytest.raises(ApiError) as refused:
        html(source)
    assert why in refused.value.description


@pytest.mark.parametrize(
    "piece", ["<b>", "<", "<a b", '<a b="', "&", "<tg-math>", "<p></p>", "a<br>", "<!--", "<b></b>"]
)
def test_hostile_html_is_read_or_refused_soon(piece: str) -> None:
    with pytest.raises(ApiError) as refused:
        html(piece * (130_000 // len(piece)))
    assert refused.value.code == 400
