"""Parts of an admin's message as the parameters of a Bot API call."""

from typing import Any

from aiogram.types import TelegramObject

from botapi.call import JsonObject


def plain(value: TelegramObject | list[Any] | None) -> Any:
    """A Telegram object, or a list of them, as JSON without what is not set."""
    if value is None:
        return None
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.model_dump(mode="json", exclude_unset=True, exclude_none=True)


def given(params: JsonObject) -> JsonObject:
    """Without what is not set: the defaults are Telegram's."""
    return {name: value for name, value in params.items() if value is not None and value != []}
