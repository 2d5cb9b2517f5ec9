"""Two languages and a name in each text: whoever gets another's version, or name, shows."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import text

from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.model.content import Content
from broadcast.model.versions.plan import VersionTest
from broadcast.model.versions.variant import Variant
from db.connection.database import Database

LANGUAGES = ("en", "de")  # the first has no version of its own
NAMES = 3  # different ones


def told_of(chat: int) -> dict[str, Any]:
    """What the database knows of a person."""
    return {"first_name": f"N{chat % NAMES}", "language_code": LANGUAGES[chat % len(LANGUAGES)]}


def in_versions(words: Sequence[str], call: Callable[[str], Call], **more: Any) -> Content:
    """A step for each of the words; each text begins with them."""
    said = {
        language: tuple(call(f"{one} {language} for {{first_name|nobody}}.") for one in words)
        for language in LANGUAGES
    }
    first, other = LANGUAGES
    version = Variant(language=other, message=said[other])
    return Content(message=said[first], variants=(version,), fields=("first_name",), **more)


async def expect_their_own(control: Control, words: Sequence[str]) -> None:
    """Of people alone: groups and channels have no language here."""
    for one in words:
        for place, language in enumerate(LANGUAGES):
            for name in range(NAMES):
                got = await control.delivered(f"{one} {language} for N{name}.")
                strangers = [
                    chat
                    for chat, _ in got
                    if chat > 0 and (chat % len(LANGUAGES), chat % NAMES) != (place, name)
                ]
                assert not strangers, f"{strangers} got “{one}” in {language} for N{name}"
        nobody = [chat for chat, _ in await control.delivered(f"{one} en for nobody.") if chat > 0]
        assert not nobody, f"{nobody} got “{one}” without their names"


def in_two_versions(words: str, call: Callable[[str], Call]) -> Content:
    """For three in ten of the people each; the others wait for somebody to decide."""
    first = Content(message=(call(f"{words} A"),), test=VersionTest(share=30, seconds=None))
    return first.with_version((call(f"{words} B"),))


async def expect_their_version(database: Database, control: Control) -> None:
    """Whoever got a text has a row of its run and its variant, and does not wait."""
    query = text(
        "SELECT variant, chat_id FROM deliveries JOIN subscribers ON id = subscriber_id"
        " WHERE run_id = :run AND coalesce(reason, '') <> 'held'"
    )
    meant: dict[str, set[int]] = {}
    async with database.read() as connection:
        runs = (await connection.execute(text("SELECT id, content FROM runs"))).all()
        for run_id, stored in runs:
            content = Content.load(stored)
            for variant, chat in await connection.execute(query, {"run": run_id}):
                said = content.calls(variant)[0].params["text"]
                meant.setdefault(said, set()).add(chat)
    for said, chats in meant.items():
        strangers = {chat for chat, _ in await control.delivered(said)} - chats
        assert not strangers, f"{strangers} got “{said}”"
