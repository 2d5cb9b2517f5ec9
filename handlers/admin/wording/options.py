"""How a broadcast is sent, in one line: silent, protected, paid …"""

from collections.abc import Callable

from broadcast.model.content import Content
from broadcast.model.hours.quiet_hours import Quiet
from broadcast.model.options import Clicks
from broadcast.model.stars import PER_STAR
from handlers.admin.wording.durations import HOUR, shown_wait
from handlers.admin.wording.stars import in_stars
from handlers.language.texts import Texts


def options_line(content: Content, texts: Texts, locale: str, moment: Callable[[int], str]) -> str:
    """The options that are on; empty where all is as usual. `moment`: Unix seconds as the reader
    reads them."""
    options = content.options
    ends = "" if options.expires_at is None else moment(options.expires_at)
    names = [
        text
        for is_on, text in (
            (options.silent, texts.get("options-name-silent", locale)),
            (options.protected, texts.get("options-name-protected", locale)),
            (options.clicks is Clicks.TOTAL, texts.get("options-name-clicks", locale)),
            (options.clicks is Clicks.PERSON, texts.get("options-name-clicks-person", locale)),
            (options.utm, texts.get("options-name-utm", locale)),
            (options.no_preview, texts.get("options-name-no-preview", locale)),
            (options.urgent, texts.get("options-name-urgent", locale)),
            (options.quiet is Quiet.SILENT, texts.get("options-name-quiet-silent", locale)),
            (options.quiet is Quiet.IGNORE, texts.get("options-name-quiet-ignore", locale)),
            (options.delete_after > 0, _deletes(options.delete_after, texts, locale)),
            (bool(ends), texts.get("options-name-expiry", locale, moment=ends)),
            (content.paid, texts.get("options-name-paid", locale, cap=cap_of(content))),
        )
        if is_on
    ]
    return ", ".join(names)


def _deletes(hours: int, texts: Texts, locale: str) -> str:
    duration = shown_wait(hours * HOUR, texts, locale)
    return texts.get("options-name-deletes", locale, duration=duration)


def cap_of(content: Content) -> int | float:
    """In Stars."""
    return in_stars(content.options.stars_cap * PER_STAR)
