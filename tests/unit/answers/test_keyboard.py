"""The keyboard of a broadcast: what each kind of button is to Telegram, and who gets which."""

import json
from dataclasses import replace

from botapi.call import Call
from broadcast.model.button import Button, ButtonKind, Colour, Rows
from broadcast.model.content import Content, prepare
from broadcast.model.options import Options
from broadcast.model.versions.variant import Variant

PERSON, GROUP = 7, -100_7
HELLO = Call(method="sendMessage", params={"text": "Hello"})
LINK = Button(text="Site", value="https://a.example", colour=Colour.BLUE)
CODE = Button(text="Code", value="SPRING", kind=ButtonKind.COPY)
APP = Button(text="Shop", value="https://b.example", kind=ButtonKind.APP)
YES = Button(text="Yes", value="Thanks!", kind=ButtonKind.ANSWER, tag="yes")
NO = Button(text="No", value="Pity!", kind=ButtonKind.ANSWER, colour=Colour.RED)


def content(*rows: tuple[Button, ...], leave: bool = False) -> Content:
    options = Options(unsubscribe=leave)
    return Content(
        message=(HELLO,), buttons=rows, options=options, leave_words={"": "Leave", "ru": "Выйти"}
    )


def keyboard(content: Content, chat_id: int) -> object:
    return keyboard_of(content, 0, chat_id)


def keyboard_of(content: Content, variant: int, chat_id: int = PERSON) -> object:
    (call,) = prepare(content, run_id=5)[variant]
    body = json.loads(call.body(chat_id))
    return body.get("reply_markup", {}).get("inline_keyboard")


def test_each_kind_is_what_telegram_calls_it() -> None:
    assert keyboard(content((LINK, CODE), (YES, APP), (NO,)), PERSON) == [
        [
            {"text": "Site", "style": "primary", "url": "https://a.example"},
            {"text": "Code", "copy_text": {"text": "SPRING"}},
        ],
        [
            {"text": "Yes", "callback_data": "answer:5:0:0"},
            {"text": "Shop", "web_app": {"url": "https://b.example"}},
        ],
        [{"text": "No", "style": "danger", "callback_data": "answer:5:0:1"}],
    ]


def test_groups_and_channels_get_no_web_apps_and_nothing_to_leave_by() -> None:
    offered = content((APP,), (YES, APP), (NO,), leave=True)
    assert keyboard(offered, GROUP) == [
        [{"text": "Yes", "callback_data": "answer:5:0:0"}],
        [{"text": "No", "style": "danger", "callback_data": "answer:5:0:1"}],
    ]
    assert keyboard(content((APP,), leave=True), GROUP) is None


def test_leaving_stands_below_all_others() -> None:
    leave = [{"text": "Leave", "callback_data": "unsubscribe:5"}]
    assert keyboard(content((CODE,), leave=True), PERSON)[-1] == leave  # type: ignore[index]
    assert keyboard(content(leave=True), PERSON) == [leave]
    assert keyboard(content(), PERSON) is None


def test_one_body_is_enough_where_all_get_the_same() -> None:
    ((call,),) = prepare(content((LINK, CODE, YES)), run_id=5)
    assert call.elsewhere is None


def test_a_preview_names_no_run() -> None:
    (call,) = content((YES,), leave=True).calls()
    data = [row[0]["callback_data"] for row in call.params["reply_markup"]["inline_keyboard"]]
    assert data == ["answer:0:0:0", "unsubscribe:0"]


def test_callback_data_is_short_whatever_the_run() -> None:
    """Bot API: at most 64 bytes."""
    rows: Rows = tuple((YES,) for _ in range(100))
    (call,) = content(*rows).calls(run_id=2**62)
    data = [row[0]["callback_data"] for row in call.params["reply_markup"]["inline_keyboard"]]
    assert max(map(len, data)) <= 64


def test_what_is_stored_comes_back() -> None:
    stored = content((LINK, CODE), (YES, APP), leave=True)
    assert Content.load(stored.dump()) == stored


def test_buttons_of_the_time_when_there_were_only_links_are_read() -> None:
    text = '{"message":[],"buttons":[[{"text":"A","url":"https://a.example"}]],"options":{}}'
    read = Content.load(text)
    assert read.buttons == ((Button(text="A", value="https://a.example"),),)
    assert not read.options.unsubscribe
    assert read.answers() == ()


def test_each_variant_has_buttons_of_its_own_and_leaving_in_its_language() -> None:
    ja = Button(text="Да", value="Спасибо!", kind=ButtonKind.ANSWER)
    spoken = replace(
        content((YES,), leave=True),
        variants=(
            Variant(language="ru", message=(HELLO,), buttons=((ja,),)),
            Variant(language="fr", message=(HELLO,)),
            Variant(language="ru-kz", message=(HELLO,)),
        ),
    )
    assert keyboard_of(spoken, 1) == [
        [{"text": "Да", "callback_data": "answer:5:1:0"}],
        [{"text": "Выйти", "callback_data": "unsubscribe:5"}],
    ]
    assert keyboard_of(spoken, 3) == [[{"text": "Выйти", "callback_data": "unsubscribe:5"}]]
    assert keyboard_of(spoken, 2) == [[{"text": "Leave", "callback_data": "unsubscribe:5"}]]
    assert spoken.answers(1) == (ja,)
