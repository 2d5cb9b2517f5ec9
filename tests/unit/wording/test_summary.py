"""The line at the top of the draft's window: only what is not as usual is said."""

import pytest

from botapi.call import Call
from broadcast.model.broadcast import Broadcast, Figures
from broadcast.model.content import Content
from db.schema.states import BroadcastState
from handlers.admin.compose.preview.summary import summary
from handlers.language.texts import Texts

TEXTS = Texts("en")


def draft_of(content: Content) -> Broadcast:
    return Broadcast(
        id=1,
        state=BroadcastState.DRAFT,
        title="",
        content=content.dump(),
        created_by=1,
        created_at=1,
        launched_by=None,
        launched_at=None,
        finished_at=None,
        pause_reason=None,
        pause_detail=None,
        figures=Figures(),
        run_id=None,
    )


def said(content: Content, locale: str = "en") -> str:
    return summary(draft_of(content), content, TEXTS, locale)


def texts(count: int) -> tuple[Call, ...]:
    return tuple(Call(method="sendMessage", params={"text": str(n)}) for n in range(count))


def test_the_plain_case_is_two_words() -> None:
    assert said(Content(message=texts(1))) == "👥 Everyone · now"
    assert said(Content(message=texts(1)), "ru") == "👥 Все · сейчас"


@pytest.mark.parametrize(("locale", "words"), [("en", "3 messages"), ("ru", "3 сообщения")])
def test_several_messages_are_counted(locale: str, words: str) -> None:
    assert said(Content(message=texts(3)), locale).endswith(f" · {words}")
