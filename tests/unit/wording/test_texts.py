"""Texts and the language somebody reads."""

from collections.abc import Callable
from pathlib import Path

import pytest
from aiogram.types import CallbackQuery, Update, User

from db.connection.database import Database
from db.subscribers.store import Subscribers
from handlers.frame.command_menus import menu_languages
from handlers.language.locale import REMEMBERED, Locales
from handlers.language.texts import Texts
from runtime.clock import SystemClock


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


async def test_a_tap_on_an_answer_asks_for_no_language(database: Database, texts: Texts) -> None:
    """Thousands come at once; the broadcast's own words need none."""
    subscribers = Subscribers(database)
    locales, ann = Locales(subscribers, texts, SystemClock()), _user(5, "en")
    await locales.set_locale("ru", ann)

    def tapped(data: str) -> Update:
        query = CallbackQuery(id="1", from_user=ann, chat_instance="1", data=data)
        return Update(update_id=1, callback_query=query)

    assert await locales.get_locale(ann, tapped("answer:1:0:0")) == "en"
    assert await locales.get_locale(ann, tapped("else")) == "ru"


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


@pytest.fixture
def spoken(tmp_path: Path) -> Callable[..., Texts]:
    """Texts in these languages, the first the default; each names itself."""

    def there(*codes: str) -> Texts:
        for code in codes:
            (tmp_path / code).mkdir()
            (tmp_path / code / "subscriber.ftl").write_text(f"language-name = {code}\n")
        return Texts(codes[0], tmp_path)

    return there


@pytest.mark.parametrize(
    ("there", "wanted", "picked"),
    [
        (("en", "pt-BR"), "pt-br", "pt-BR"),  # was never spoken: the folder has capitals
        (("en", "pt-BR"), "PT_br", "pt-BR"),
        (("en", "pt-BR"), "pt", "pt-BR"),
        (("en", "pt-BR"), "pt-pt", "pt-BR"),
        (("en", "pt", "pt-BR"), "pt-br", "pt-BR"),
        (("en", "pt", "pt-BR"), "pt-pt", "pt"),
        (("en", "pt", "pt-BR"), "pt-mz", "pt"),
        (("en", "pt-BR", "pt-PT"), "pt", "pt-BR"),
        (("en", "pt-BR", "pt-PT"), "pt-pt", "pt-PT"),
        (("en", "zh-Hans", "zh-Hant"), "zh-hans", "zh-Hans"),
        (("en", "zh-Hans", "zh-Hant"), "zh-Hant-TW", "zh-Hant"),
        (("en", "zh-Hans", "zh-Hant"), "zh-tw", "zh-Hant"),
        (("en", "zh-Hans", "zh-Hant"), "zh-hk", "zh-Hant"),
        (("en", "zh-Hans", "zh-Hant"), "zh-cn", "zh-Hans"),
        (("en", "zh-Hans", "zh-Hant"), "zh", "zh-Hans"),
        (("en", "zh-Hans"), "zh-hant-tw", "zh-Hans"),
        (("en", "zh", "zh-Hant-TW"), "zh-hant", "zh-Hant-TW"),
        (("en", "sr", "sr-Latn"), "sr-latn", "sr-Latn"),
        (("en", "sr", "sr-Latn"), "sr-latn-me", "sr-Latn"),
        (("en", "sr", "sr-Latn"), "sr-RS", "sr"),
        (("en", "sr-Latn"), "sr", "sr-Latn"),
        (("en", "sr"), "sr-latn", "sr"),
        (("en", "en-GB"), "en-gb", "en-GB"),
        (("en", "en-GB"), "en-au", "en"),
        (("en-GB", "fil"), "fil-ph", "fil"),
        (("en-GB", "fil"), "fi", "en-GB"),  # another language, though it begins alike
        (("en-GB", "fil"), "x-klingon", "en-GB"),
        (("en-GB", "fil"), "\u202e../..", "en-GB"),
        (("en-GB", "fil"), "en", "en-GB"),
    ],
)
def test_the_closest_language_is_spoken(
    spoken: Callable[..., Texts], there: tuple[str, ...], wanted: str, picked: str
) -> None:
    texts = spoken(*there)
    assert texts.pick(None, wanted) == picked
    assert texts.pick("xx", wanted) == picked
    assert texts.pick(wanted, "xx") == picked
    assert texts.get("language-name", picked) == picked


def test_every_folder_is_reached_by_its_own_name(spoken: Callable[..., Texts]) -> None:
    codes = ("en", "pt-BR", "pt", "zh-Hans", "zh-Hant", "zh-Hant-HK", "sr-Latn", "sr", "be-tarask")
    texts = spoken(*codes)
    for code in codes:
        assert texts.pick(code, "en") == code
        assert texts.pick(code.upper().replace("-", "_"), "en") == code


def test_the_default_may_be_written_in_any_case(
    spoken: Callable[..., Texts], tmp_path: Path
) -> None:
    spoken("pt-BR")
    assert Texts("pt_br", tmp_path).default == "pt-BR"
    assert Texts("PT-BR", tmp_path).get("language-name", "none") == "pt-BR"


def test_what_strangers_call_their_language_is_not_kept_for_ever(
    spoken: Callable[..., Texts],
) -> None:
    texts = spoken("en")
    for number in range(3_000):
        texts.pick(None, f"x{number}")
    assert len(texts._picked) <= 1_000


def test_regions_of_one_language_share_its_menu(spoken: Callable[..., Texts]) -> None:
    """Each overwrote the other's: Telegram's menus know two-letter codes only."""
    texts = spoken("en", "pt-BR", "pt-PT", "zh-Hant", "zh-Hans", "sr", "sr-Latn", "fil")
    assert menu_languages(texts) == {"en": "en", "pt": "pt-BR", "sr": "sr", "zh": "zh-Hans"}
