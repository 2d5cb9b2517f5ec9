"""The dialogs' text widget: a key of locales/, and where its values come from."""

from collections.abc import Callable
from typing import Any

from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.text import Text
from magic_filter import MagicFilter

Source = str | MagicFilter | Callable[[dict[str, Any]], Any]


class T(Text):
    """The text of a key in the person's language.

    A value's source is a name in the window's data, a magic filter over it, or a function of it.
    """

    def __init__(self, key: str, /, *, when: WhenCondition = None, **values: Source) -> None:
        super().__init__(when=when)
        self._key = key
        self._values = values

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        values = {name: _value(source, data) for name, source in self._values.items()}
        text: str = manager.middleware_data["i18n"].get(self._key, **values)
        return text


def _value(source: Source, data: dict[str, Any]) -> Any:
    if isinstance(source, str):
        return data[source]
    return source.resolve(data) if isinstance(source, MagicFilter) else source(data)
