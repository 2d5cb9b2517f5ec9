"""Every text that people see: locales/<language>/*.ftl, by key."""

from pathlib import Path
from typing import Any, NamedTuple

from aiogram_i18n.cores.fluent_runtime_core import FluentRuntimeCore

LANGUAGE_NAME_KEY = "language-name"
FOLDER = Path(__file__).parent.parent / "locales"


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
        self.core = _Core(folder, default_locale=default, use_td=False)
        self.core.locales.update(self.core.find_locales())
        if default not in self.core.locales:
            known = ", ".join(sorted(self.core.locales))
            raise ValueError(f"no texts in {default!r}; there are: {known}")
        self.default = default
        self.locales = tuple(
            Language(code, self.get(LANGUAGE_NAME_KEY, code)) for code in sorted(self.core.locales)
        )

    def get(self, key: str, locale: str, /, **values: Any) -> str:
        """The text in that language, or in the default one where it is not known."""
        return self.core.get(key, locale, **values)

    def pick(self, chosen: str | None, telegram: str | None) -> str:
        """The language the person chose, else Telegram's, else the default."""
        for wanted in (chosen, telegram):
            code = (wanted or "").replace("_", "-").lower()
            for candidate in (code, code.partition("-")[0]):
                if candidate in self.core.locales:
                    return candidate
        return self.default


class _Core(FluentRuntimeCore):
    @staticmethod
    def _extract_locales(path: Path) -> list[str]:
        """Folders with texts in them; an editor's or Python's own folders are not languages."""
        return sorted(folder.parent.name for folder in path.glob("*/subscriber.ftl"))
