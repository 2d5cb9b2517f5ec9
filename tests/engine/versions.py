"""Two languages and a name in each text, or two versions: whoever gets another's shows."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import text

from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.model.content import Content
from broadcast.model.versions.plan import VersionTest
from broadcast.model.versions.variant import Variant
from db.connection.database import Database
from tests.engine.truth import Census

LANGUAGES = ("en", "de")  # the first has no version of its own
NAMES = 3  # different ones
LETTERS = ("A", "B")  # of versions


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


def in_two_versions(words: Sequence[str], call: Callable[[str], Call], **more: Any) -> Content:
    """For three in ten of the people each; the others wait for somebody to decide."""
    first, second = (tuple(call(f"{one} {letter}.") for one in words) for letter in LETTERS)
    test = VersionTest(share=30, seconds=None)
    return Content(message=first, test=test, **more).with_version(second)


async def expect_their_version(
    database: Database, control: Control, census: Census, family: Sequence[int], words: str
) -> None:
    """Whoever got one has a row that says so, of a run that sends it, and does not wait.

    `family`: the runs with these words, which begin each text.
    """
    meant: dict[str, set[int]] = {letter: set() for letter in LETTERS}
    async with database.read() as connection:
        for run_id in family:
            stored = await connection.scalar(_CONTENT, {"run": run_id})
            content = Content.load(str(stored))
            for variant, number in await connection.execute(_ROWS, {"run": run_id}):
                said = dict(content.calls(variant)[0].params)
                letter = next(one for one in LETTERS if f"{words} {one}." in json.dumps(said))
                meant[letter].add(census.chats[number])
    for letter, chats in meant.items():
        got = {census.first_id(chat) for chat, _ in await control.delivered(f"{words} {letter}.")}
        assert got <= chats, f"{got - chats} got {words} {letter}"


_CONTENT = text("SELECT content FROM runs WHERE id = :run")
_ROWS = text(
    "SELECT variant, subscriber_id FROM deliveries"
    " WHERE run_id = :run AND coalesce(reason, '') <> 'held'"
)
