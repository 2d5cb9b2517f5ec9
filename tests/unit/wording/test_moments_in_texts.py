"""`{time …}` in a text: read in the bot's zone, an entity of its own, wrong ones quoted."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from botapi.call import Call
from broadcast.model.errors import ContentNotSupported
from broadcast.model.formatting.moments import moments_in, with_moments

BERLIN = ZoneInfo("Europe/Berlin")
SEVEN = 1_796_493_600  # 2026-12-05 19:00 in Berlin


def read(text: str, *entities: dict[str, Any], zone: ZoneInfo = BERLIN) -> dict[str, Any]:
    params = {"text": text, "entities": list(entities)}
    return with_moments(Call(method="sendMessage", params=params), zone).params


def test_a_moment_becomes_an_entity_and_moves_the_others() -> None:
    bold = {"type": "bold", "offset": 35, "length": 3}
    params = read("🙂 See us {time 2026-12-05 19:00}  now", bold)
    assert params["text"] == "🙂 See us 2026-12-05 19:00 UTC+1  now"
    assert params["entities"] == [
        {
            "type": "date_time",
            "unix_time": SEVEN,
            "date_time_format": "Dt",
            "offset": 10,
            "length": 22,
        },
        {**bold, "offset": 34},
    ]


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("UTC", "2026-12-05 19:00 UTC"),
        ("Pacific/Marquesas", "2026-12-05 19:00 UTC-9:30"),
        ("Asia/Kathmandu", "2026-12-05 19:00 UTC+5:45"),
    ],
)
def test_old_apps_read_the_zone_beside_it(zone: str, shown: str) -> None:
    assert read("{time 2026-12-05 19:00}", zone=ZoneInfo(zone))["text"] == shown


def test_captions_of_an_album_too() -> None:
    media = [{"type": "photo", "media": "p", "caption": "At {time 2026-12-05T19:00}"}]
    call = with_moments(Call(method="sendMediaGroup", params={"media": media}), BERLIN)
    assert call.params["media"][0]["caption"] == "At 2026-12-05 19:00 UTC+1"
    assert moments_in([call]) == [SEVEN]


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    params = read("{time 2026-10-25 02:30}")
    assert params["text"] == "2026-10-25 02:30 UTC+2"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("time", "form"),
        ("time tomorrow", "form"),
        ("time 2026-12-05", "form"),
        ("time 05.12.2026 19:00", "form"),
        ("time 2026-12-05 19:00 CET", "form"),
        ("time 2026-02-30 19:00", "no-such"),
        ("time 2026-12-05 25:00", "no-such"),
        ("time 0000-12-05 19:00", "no-such"),
        ("time 1066-10-14 09:00", "no-such"),
        ("time 2300-01-01 00:00", "no-such"),
        ("time 2026-03-29 02:30", "skipped"),
    ],
)
def test_a_wrong_moment_is_quoted_with_the_reason(words: str, why: str) -> None:
    with pytest.raises(ContentNotSupported) as caught:
        read(f"See you {{{words}}}")
    assert (caught.value.kind, caught.value.details) == (f"moment-{why}", {"what": words})


def test_what_telegram_finds_in_it_by_itself_breaks_nothing() -> None:
    phone = {"type": "phone_number", "offset": 6, "length": 10}
    assert read("{time 2026-12-05 19:00}", phone)["entities"][0]["type"] == "date_time"


def test_half_of_it_in_bold_is_refused() -> None:
    with pytest.raises(ContentNotSupported) as caught:
        read("{time 2026-12-05 19:00}", {"type": "bold", "offset": 0, "length": 9})
    assert caught.value.kind == "moment-broken"


def test_what_is_no_moment_is_left_to_others_and_code_to_itself() -> None:
    code = {"type": "code", "offset": 0, "length": 8}
    assert read("{time x}", code)["text"] == "{time x}"
    assert read("{{time x}}")["text"] == "{{time x}}"
    assert read("{timer} {times 1} {first_name}")["text"] == "{timer} {times 1} {first_name}"


def rich(**params: Any) -> dict[str, Any]:
    call = Call(method="sendRichMessage", params={"rich_message": params})
    after = with_moments(call, BERLIN)
    assert moments_in([after]) == [SEVEN]
    found: dict[str, Any] = after.params["rich_message"]
    return found


TAG = f'<tg-time unix="{SEVEN}" format="Dt">2026-12-05 19:00 UTC+1</tg-time>'
IN_BRACES = "{time 2026-12-05 19:00}"


@pytest.mark.parametrize(
    ("form", "source", "wanted"),
    [
        (
            "markdown",
            f"# {IN_BRACES}\n\n`{IN_BRACES}` {{{IN_BRACES}}}",
            f"# {TAG}\n\n`{IN_BRACES}` {{{IN_BRACES}}}",
        ),
        (
            "markdown",
            f'|a|\n|-|\n|{IN_BRACES}|\n\n![](tg://photo?id=1 "{IN_BRACES}")',
            f'|a|\n|-|\n|{TAG}|\n\n![](tg://photo?id=1 "{IN_BRACES}")',
        ),
        (
            "html",
            f"<p>{IN_BRACES}</p><pre>{IN_BRACES}</pre><tg-math>{IN_BRACES}</tg-math>",
            f"<p>{TAG}</p><pre>{IN_BRACES}</pre><tg-math>{IN_BRACES}</tg-math>",
        ),
    ],
)
def test_in_the_words_of_a_rich_source_it_becomes_a_tag(
    form: str, source: str, wanted: str
) -> None:
    assert rich(**{form: source}) == {form: wanted}


def test_in_the_blocks_of_a_received_one_it_becomes_a_piece() -> None:
    blocks = [
        {"type": "paragraph", "text": ["At ", {"type": "bold", "text": f"{IN_BRACES}!"}]},
        {"type": "preformatted", "text": IN_BRACES},
    ]
    piece = {
        "type": "date_time",
        "unix_time": SEVEN,
        "date_time_format": "Dt",
        "text": "2026-12-05 19:00 UTC+1",
    }
    [first, second] = rich(blocks=blocks)["blocks"]
    assert first["text"] == ["At ", {"type": "bold", "text": [piece, "!"]}]
    assert second == blocks[1]
