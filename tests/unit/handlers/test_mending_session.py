"""The changes of a correction are kept, not the whole: what others corrected meanwhile stays."""

from dataclasses import replace

from botapi.call import Call
from broadcast.model.button import Button
from broadcast.model.content import Content
from broadcast.model.versions.variant import Variant
from handlers.admin.mending.session import MendingSession


def text(words: str) -> Call:
    return Call(method="sendMessage", params={"text": words})


CONTENT = Content(
    message=(text("a"), text("b")), variants=(Variant(language="ru", message=(text("в"),)),)
)
LINK = Button(text="Go", value="https://example.com")


def test_a_message_is_replaced_where_the_windows_are() -> None:
    session = MendingSession(broadcast_id=1, index=1).with_message(text("new"))
    assert session.applied(CONTENT).message == (text("a"), text("new"))
    again = session.with_message(text("newer"))
    assert again.applied(CONTENT).message == (text("a"), text("newer"))
    assert again.without_message(again.variant, again.index).applied(CONTENT) == CONTENT


def test_each_new_message_is_remembered() -> None:
    first = MendingSession(broadcast_id=1).with_message(text("x"))
    both = replace(first, index=1).with_message(text("y"))
    assert both.applied(CONTENT).message == (text("x"), text("y"))


def test_versions_are_changed_each_by_itself() -> None:
    session = MendingSession(broadcast_id=1, variant=1).with_message(text("г"))
    changed = session.with_rows(((LINK,),)).applied(CONTENT)
    assert changed.variants[0].message == (text("г"),)
    assert changed.variants[0].buttons == ((LINK,),)
    assert (changed.message, changed.buttons) == (CONTENT.message, ())


def test_what_it_remembers_survives_json() -> None:
    session = MendingSession(broadcast_id=1, index=1).with_message(text("x")).with_rows(((LINK,),))
    assert MendingSession.read(session.data()) == session


def test_a_version_that_is_gone_changes_nothing() -> None:
    session = MendingSession(broadcast_id=1, variant=7).with_message(text("x")).with_rows(())
    assert session.applied(CONTENT) == CONTENT
