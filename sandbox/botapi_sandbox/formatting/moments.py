"""Moments in a text, which each reader sees in their own zone (Bot API: date_time)."""

import re
from typing import Any

from botapi_sandbox.formatting.units import Entity

FORM = re.compile(r"r|w?[dD]?[tT]?")
"""Bot API: MessageEntity.date_time_format."""


def moment_fields(unix: str | None, form: str) -> Entity | None:
    """Of a date_time entity, from the two attributes of its source; None for wrong ones."""
    if unix is None or not re.fullmatch(r"\d{1,10}", unix, re.ASCII) or not FORM.fullmatch(form):
        return None
    return {"unix_time": int(unix), "date_time_format": form}


def complaint(unix: Any, form: Any) -> str | None:
    """About an explicit one. What the server says of it is not known."""
    if not isinstance(unix, int):
        return 'Field "unix_time" must be of type Number'
    if form is not None and (not isinstance(form, str) or not FORM.fullmatch(form)):
        return "Invalid date_time_format specified"
    return None
