"""The line at the top of the draft's window: only what is not as usual is said."""

from zoneinfo import ZoneInfo

import pytest

from botapi.call import Call
from broadcast.model.content import Content
from db.audience.audience import Audience
from handlers.admin.compose.preview.summary import summary
from handlers.admin.wording.conditions import Reader, short
from handlers.language.texts import Texts

TEXTS = Texts("en")


def said(content: Content, locale: str = "en") -> str:
    reader = Reader(texts=TEXTS, locale=locale, timezone=ZoneInfo("Europe/Berlin"))
    return summary(short(Audience(), reader), content, TEXTS, locale)


def test_what_it_is_about_is_said() -> None:
    plain = Content(message=texts(1))
    assert summary("👥 Everyone", plain, TEXTS, "en", topic="Sales") == (
        "👥 Everyone · now · 🗂 Topic: Sales"
    )


def texts(count: int) -> tuple[Call, ...]:
    return tuple(Call(method="sendMessage", params={"text": str(n)}) for n in range(count))


def test_the_plain_case_is_two_words() -> None:
    assert said(Content(message=texts(1))) == "👥 Everyone · now"
    assert said(Content(message=texts(1)), "ru") == "👥 Всем · сейчас"


@pytest.mark.parametrize(("locale", "words"), [("en", "3 messages"), ("ru", "3 сообщения")])
def test_several_messages_are_counted(locale: str, words: str) -> None:
    assert said(Content(message=texts(3)), locale).endswith(f" · {words}")
