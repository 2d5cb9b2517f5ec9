"""Braces that would not do what their author means are told before the message is taken."""

from typing import Any

import pytest

from botapi.call import Call
from broadcast.model.personal.mistakes import Mistake, Wrong, folded, mistake_in

KNOWN = folded(["first_name", "username", "Город", "plan"])


def message(text: str, *entities: dict[str, Any], **more: Any) -> Call:
    return Call(method="sendMessage", params={"text": text, "entities": list(entities), **more})


def over(text: str, part: str, **entity: Any) -> dict[str, Any]:
    return {**entity, "offset": text.index(part), "length": len(part)}


@pytest.mark.parametrize(
    ("written", "nearest"),
    [("firstname", "first_name"), ("город ", None), ("plans|x", "plan"), ("zzzz", None)],
)
def test_an_unknown_name_is_told_with_the_nearest(written: str, nearest: str | None) -> None:
    found = mistake_in([message(f"Hi {{{written}}}")], KNOWN)
    if written == "город ":
        assert found is None
        return
    assert found == Mistake(wrong=Wrong.UNKNOWN, name=written.split("|")[0], nearest=nearest)


def test_what_names_nothing_is_no_mistake() -> None:
    assert (
        mistake_in([message('{ "a": 1 } {{anything}} {3} {} {time 2026-12-05 19:00}')], KNOWN)
        is None
    )


def test_one_that_is_half_bold_is_told() -> None:
    text = "Hi {first_name}!"
    bold = over(text, "Hi {first", type="bold")
    assert mistake_in([message(text, bold)], KNOWN) == Mistake(
        wrong=Wrong.BROKEN, name="first_name"
    )
    whole = over(text, "{first_name}", type="bold")
    assert mistake_in([message(text, whole)], KNOWN) is None


def test_what_telegram_finds_by_itself_breaks_nothing() -> None:
    text = "#news{first_name}"
    assert mistake_in([message(text, over(text, "#news{first", type="hashtag"))], KNOWN) is None


@pytest.mark.parametrize("covered", ["https://x.y/{plan}", "https://x.y/{pl"])
def test_one_in_a_link_that_is_written_out_is_told(covered: str) -> None:
    text = "See https://x.y/{plan} now"
    link = over(text, covered, type="url")
    assert mistake_in([message(text, link)], KNOWN) == Mistake(wrong=Wrong.LINK, name="plan")


def test_one_in_the_link_behind_words_is_told_and_other_braces_are_its_own() -> None:
    def linked(url: str) -> Call:
        return message("here", {"type": "text_link", "url": url, "offset": 0, "length": 4})

    assert mistake_in([linked("https://x.y/{Plan}")], KNOWN) == Mistake(
        wrong=Wrong.LINK, name="Plan"
    )
    assert mistake_in([linked("https://x.y/{id}")], KNOWN) is None


@pytest.mark.parametrize(
    "params",
    [
        {"question": "{plan}?", "options": []},
        {"question": "?", "options": [{"text": "a"}, {"text": "{plan}"}]},
        {"question": "?", "options": [], "explanation": "{plan}"},
    ],
)
def test_one_in_a_poll_is_told(params: dict[str, Any]) -> None:
    assert mistake_in([Call(method="sendPoll", params=params)], KNOWN) == Mistake(
        wrong=Wrong.POLL, name="plan"
    )
    other = Call(method="sendPoll", params={"question": "{what}?", "options": []})
    assert mistake_in([other], KNOWN) is None


def test_buttons_and_captions_are_looked_at() -> None:
    rows = {"inline_keyboard": [[{"text": "x", "url": "https://x.y/?n={first nam}"}]]}
    found = mistake_in([message("hi", reply_markup=rows)], KNOWN)
    assert found == Mistake(wrong=Wrong.UNKNOWN, name="first nam", nearest="first_name")
    media = [{"type": "photo", "media": "p", "caption": "{who}"}]
    assert mistake_in([Call(method="sendMediaGroup", params={"media": media})], KNOWN)
