"""Every text that people see: locales/<language>/*.ftl, by key."""

from pathlib import Path
from typing import Any, NamedTuple

from aiogram_i18n.cores.fluent_runtime_core import FluentRuntimeCore

from handlers.language.closest import closest

LANGUAGE_NAME_KEY = "language-name"
REMEMBERED = 1_000  # language codes of people; about 200 are in use
FOLDER = Path(__file__).parents[2] / "locales"


class Language(NamedTuple):
    """A language that the texts exist in."""

    code: str
    name: str  # as its own speakers write it


class Texts:
    """The texts of one folder, read at once.

    Numbers that choose a plural go in as numbers, ids as strings: Fluent would group their digits.
    """

    def __init__(self, default: str, folder: Path = FOLDER) -> None:
        """Raises ValueError when there is no such default language."""
        self.core = _Core(folder, default_locale=default, use_td=False, pre_compile=False)
        self.core.locales.update(self.core.find_locales())
        same = [code for code in self.core.locales if code.lower() == _plain(default)]
        if not same:
            known = ", ".join(sorted(self.core.locales))
            raise ValueError(f"no texts in {default!r}; there are: {known}")
        self.default = self.core.default_locale = same[0]
        self._picked: dict[str, str | None] = {}
        self.locales = tuple(
            Language(code, self.get(LANGUAGE_NAME_KEY, code)) for code in sorted(self.core.locales)
        )

    def get(self, key: str, locale: str, /, **values: Any) -> str:
        """The text in that language, or in the default one where it is not known."""
        return self.core.get(key, locale, **values)

    def pick(self, chosen: str | None, telegram: str | None) -> str:
        """The closest to what the person chose, else to Telegram's language, else the default.

        Of a language that is there in another script or region, that one: better than none of it.
        """
        for wanted in (chosen, telegram):
            if wanted and (found := self._closest(_plain(wanted))):
                return found
        return self.default

    def spoken(self, code: str) -> str | None:
        """The texts for that language; None where nobody is spoken to in it."""
        return self._closest(_plain(code)) if code else None

    def _closest(self, code: str) -> str | None:
        """Remembered: it is asked for with each update."""
        if code not in self._picked:
            if len(self._picked) >= REMEMBERED:
                self._picked.clear()
            self._picked[code] = closest(code, self.core.locales)
        return self._picked[code]


def _plain(code: str) -> str:
    return code.strip().replace("_", "-").lower()


class _Core(FluentRuntimeCore):
    @staticmethod
    def _extract_locales(path: Path) -> list[str]:
        """Folders with texts in them; an editor's or Python's own folders are not languages."""
        return sorted(folder.parent.name for folder in path.glob("*/subscriber.ftl"))
