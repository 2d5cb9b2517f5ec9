"""Texts and the language somebody reads."""

from pathlib import Path

import pytest
from aiogram.types import User

from broadcast.clock import SystemClock
from db.engine import Database
from db.subscribers import Subscribers
from handlers.locale import REMEMBERED, Locales
from handlers.texts import Texts


@pytest.fixture
def texts() -> Texts:
    return Texts("en")


@pytest.mark.parametrize(
    ("chosen", "telegram", "picked"),
    [
        (None, None, "en"),
        (None, "ru", "ru"),
        (None, "ru-RU", "ru"),
        (None, "de", "en"),
        ("en", "ru", "en"),
        ("de", "ru", "ru"),
        ("RU_ru", "en", "ru"),
    ],
)
def test_pick(texts: Texts, chosen: str | None, telegram: str | None, picked: str) -> None:
    assert texts.pick(chosen, telegram) == picked


def test_languages_name_themselves(texts: Texts) -> None:
    assert texts.locales == (("en", "English"), ("ru", "Русский"))


def test_an_unknown_default_is_told() -> None:
    with pytest.raises(ValueError, match="'xx'; there are: en, ru"):
        Texts("xx")


def test_other_folders_are_no_languages(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "subscriber.ftl").write_text("language-name = English\n")
    assert [code for code, _ in Texts("en", tmp_path).locales] == ["en"]


def _user(user_id: int, language: str | None) -> User:
    return User(id=user_id, is_bot=False, first_name="Ann", language_code=language)


async def test_the_chosen_language_counts_at_once(database: Database, texts: Texts) -> None:
    subscribers = Subscribers(database)
    locales = Locales(subscribers, texts, SystemClock())
    ann = _user(5, "en")
    assert await locales.get_locale(ann) == "en"
    await locales.set_locale("ru", ann)
    assert await locales.get_locale(ann) == "ru"
    assert await locales.of(5) == "ru"
    assert await locales.get_locale(None) == "en"


async def test_a_background_update_has_no_language_and_gets_the_stored_one(
    database: Database, texts: Texts
) -> None:
    subscribers = Subscribers(database)
    await subscribers.subscribe(5, language_code="ru", now=1)
    assert await Locales(subscribers, texts, SystemClock()).get_locale(_user(5, None)) == "ru"


async def test_a_broken_database_costs_nobody_the_answer(database: Database, texts: Texts) -> None:
    async with database.write() as connection:
        await connection.exec_driver_sql("ALTER TABLE subscribers RENAME TO hidden")
    locales = Locales(Subscribers(database), texts, SystemClock())
    assert await locales.get_locale(_user(5, "ru")) == "ru"


async def test_what_is_remembered_is_bounded(database: Database, texts: Texts) -> None:
    class Few(Subscribers):
        async def languages_of(self, chat_id: int) -> tuple[str | None, str | None]:
            return ("ru", None)

    locales = Locales(Few(database), texts, SystemClock())
    for user_id in range(REMEMBERED + 10):
        await locales.of(user_id)
    assert len(locales._known) == REMEMBERED
