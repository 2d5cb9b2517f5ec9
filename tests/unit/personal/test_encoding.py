"""What is joined from pieces for each recipient is what rendering it slowly gives."""

import json
from functools import partial
from typing import Any
from urllib.parse import quote

from hypothesis import example, given, settings
from hypothesis import strategies as st

from botapi.call import Call, PreparedCall, encoded, prepare_call
from broadcast.model.personal.encoding import with_gaps
from broadcast.model.personal.filling import filled
from broadcast.model.personal.places import used

KNOWN = ("first_name", "city")
Params = dict[str, Any]


def prepared(call: Call) -> PreparedCall:
    return prepare_call(call, encode=partial(with_gaps, names=KNOWN))


def sent(call: Call, **values: str) -> Params:
    """The body that leaves, read as Telegram reads it."""
    by_number = [values.get(name, "") for name in KNOWN]
    body: Params = json.loads(prepared(call).body(7, values=by_number))
    assert body.pop("chat_id") == 7
    return body


def message(text: str, *entities: Params, **more: Any) -> Call:
    params = {"text": text, **({"entities": list(entities)} if entities else {}), **more}
    return Call(method="sendMessage", params=params)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def covered(params: Params, entity: Params) -> str:
    raw = params["text"].encode("utf-16-le")
    start = 2 * entity["offset"]
    return raw[start : start + 2 * entity["length"]].decode("utf-16-le")  # type: ignore[no-any-return]


def over(text: str, part: str, **entity: Any) -> Params:
    return {**entity, "offset": units(text[: text.index(part)]), "length": units(part)}


def test_what_is_known_is_said_and_else_the_fallback() -> None:
    call = message("Hi {first_name|friend}, how is {CITY|your town}?")
    assert sent(call, first_name='Ann "\\" ', city="Roma") == {"text": 'Hi Ann "\\" , how is Roma?'}
    assert sent(call) == {"text": "Hi friend, how is your town?"}
    assert sent(message("{first_name}!")) == {"text": "!"}


def test_braces_that_name_nothing_stay() -> None:
    text = 'if (x) { return {"a": 1}; } {nobody} {2} {}'
    assert sent(message(text), first_name="Ann") == {"text": text}


def test_doubled_braces_are_simple_ones_and_nobody_s() -> None:
    text = "{{city}} {{city|x} {city}"
    bold = over(text, "{{city}}", type="bold")
    body = sent(message(text, bold), city="Roma")
    assert body["text"] == "{city} {city|x} Roma"
    assert covered(body, body["entities"][0]) == "{city}"
    alone = sent(message("🙂 {{city}} b", over("🙂 {{city}} b", "b", type="bold")))
    assert alone["text"] == "🙂 {city} b"
    assert covered(alone, alone["entities"][0]) == "b"


def test_entities_move_with_what_is_put_in() -> None:
    text = "🙂 שלום {first_name}, from {city} with love"
    call = message(
        text,
        over(text, "🙂", type="custom_emoji", custom_emoji_id="5"),
        over(text, "שלום {first_name}, from", type="bold"),
        over(text, "{first_name}, from {city}", type="italic"),
        over(text, "{city}", type="text_link", url="https://x.y/%d?a=b"),
        over(text, "love", type="underline"),
    )
    body = sent(call, first_name="👩‍👩‍👧 Ἀ", city="ירושלים")
    assert [covered(body, one) for one in body["entities"]] == [
        "🙂",
        "שלום 👩‍👩‍👧 Ἀ, from",
        "👩‍👩‍👧 Ἀ, from ירושלים",
        "ירושלים",
        "love",
    ]
    assert body["entities"][3]["url"] == "https://x.y/%d?a=b"


def test_what_covers_nothing_any_more_goes() -> None:
    text = "a {city}"
    body = sent(message(text, over(text, "{city}", type="bold")))
    assert body == {"text": "a ", "entities": []}


def test_buttons_and_captions_are_personal_too() -> None:
    rows = [
        [
            {"text": "For {first_name}", "url": "https://x.y/?n={first_name|none of us}&c=1"},
            {"text": "App", "web_app": {"url": "https://x.y/{city}"}},
            {"text": "Code", "copy_text": {"text": "{city}-10"}},
        ]
    ]
    call = Call(
        method="sendPhoto",
        params={"photo": "p", "caption": "{city}", "reply_markup": {"inline_keyboard": rows}},
    )
    body = sent(call, first_name="Zoë & Co/", city="Łódź")
    assert body["caption"] == "Łódź"
    [[link, app, code]] = body["reply_markup"]["inline_keyboard"]
    assert link == {"text": "For Zoë & Co/", "url": "https://x.y/?n=Zo%C3%AB%20%26%20Co%2F&c=1"}
    assert app["web_app"]["url"] == f"https://x.y/{quote('Łódź')}"
    assert code["copy_text"]["text"] == "Łódź-10"
    assert sent(call)["reply_markup"]["inline_keyboard"][0][0]["url"].endswith(
        "n=none%20of%20us&c=1"
    )


def test_each_item_of_an_album_has_a_caption() -> None:
    media = [{"type": "photo", "media": str(n), "caption": f"{n} {{city}}"} for n in range(2)]
    body = sent(Call(method="sendMediaGroup", params={"media": media}), city="Roma")
    assert [one["caption"] for one in body["media"]] == ["0 Roma", "1 Roma"]


def test_a_poll_is_the_same_for_everybody() -> None:
    call = Call(method="sendPoll", params={"question": "{city}?", "options": [{"text": "{city}"}]})
    assert sent(call, city="Roma") == call.params
    assert used([call], KNOWN) == ()


def test_a_message_without_gaps_is_encoded_once() -> None:
    call = message("{{city}} and more", {"type": "bold", "offset": 9, "length": 3})
    assert isinstance(with_gaps(call, KNOWN), bytes)
    assert json.loads(prepared(call).body(7)) == {
        "chat_id": 7,
        "text": "{city} and more",
        "entities": [{"type": "bold", "offset": 7, "length": 3}],
    }
    assert with_gaps(message("plain"), KNOWN) == encoded(message("plain"))


def test_a_name_from_nowhere_cannot_break_the_body() -> None:
    body = sent(message("{city} <~>0<~> ~", over("{city}", "{city}", type="bold")), city="\ud800")
    assert body["text"] == "? <~>0<~> ~"


WORDS = st.text(alphabet='ab 🙂ё\u200f\u05d0{}|<~0>"\\\n', max_size=5)
BRACES = st.sampled_from(
    [
        "{city}",
        "{first_name|dear 🙂}",
        "{City|}",
        "{{city}}",
        "{{first_name}",
        "{other}",
        "{city|{}",
    ]
)
VALUES = st.text(alphabet='aё🦄"\\/&\u05d0 {}~<0>', max_size=6)


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[Params]]:
    """A text with entities anywhere: side by side, nested, overlapping, across the braces."""
    text = "".join(draw(st.lists(st.one_of(WORDS, BRACES), max_size=8)))
    entities = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        if end > start:
            where = {"offset": units(text[:start]), "length": units(text[start:end])}
            entities.append({"type": "bold", **where})
    return text, entities


@settings(deadline=None, max_examples=300)
@given(text=texts(), city=VALUES, name=VALUES)
@example(text=("{city}{city}", [{"type": "bold", "offset": 3, "length": 6}]), city="a", name="")
def test_quick_and_slow_give_the_same(text: tuple[str, list[Params]], city: str, name: str) -> None:
    words, entities = text
    rows = [[{"text": words or "x", "url": f"https://x.y/{words}"}]]
    call = message(words, *entities, reply_markup={"inline_keyboard": rows})
    quick = sent(call, city=city, first_name=name)
    slow = filled(call, {"city": city, "first_name": name}).params
    for body in (quick, slow):
        body.setdefault("entities", []).sort(key=lambda one: (one["offset"], one["length"]))
    assert quick == slow


@settings(deadline=None)
@given(
    parts=st.lists(WORDS.filter(lambda text: not set(text) & set("{}")), max_size=6),
    value=VALUES,
    data=st.data(),
)
def test_the_formatting_covers_what_it_covered(
    parts: list[str], value: str, data: st.DataObject
) -> None:
    """Against rendering piece by piece, and counting anew."""
    pieces = [piece for part in parts for piece in (part, "{city|}")]
    spans = []
    for _ in range(data.draw(st.integers(0, 4))):
        first = data.draw(st.integers(0, len(pieces)))
        spans.append((first, data.draw(st.integers(first, len(pieces)))))
    entities, wanted = [], []
    rendered = [value if piece == "{city|}" else piece for piece in pieces]
    for first, last in spans:
        place = {"offset": units("".join(pieces[:first]))}
        length = units("".join(pieces[first:last]))
        if length:
            entities.append({"type": "bold", **place, "length": length})
        if text := "".join(rendered[first:last]):
            wanted.append((units("".join(rendered[:first])), text))
    body = sent(message("".join(pieces), *entities), city=value)
    assert body["text"] == "".join(rendered)
    found = [(one["offset"], covered(body, one)) for one in body.get("entities", ())]
    assert found == wanted
