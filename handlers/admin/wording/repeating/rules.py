"""A rule in words: `every Monday at 10:00`."""

from collections.abc import Mapping

from babel.lists import format_list

from broadcast.model.repeating.reading import WEEKDAYS
from broadcast.model.repeating.rule import Rule
from broadcast.model.repeating.shapes import (
    LONGEST_MONTH,
    WORKDAYS,
    Custom,
    Daily,
    Monthly,
    Nth,
    Shape,
    Weekly,
    shape_of,
)
from handlers.admin.wording.moments import babel_locale
from handlers.language.texts import Texts

# The codes of the days, and of which of them in the month, in locales/: repeats-day-nth.
DAYS = tuple(day.lower() for day in WEEKDAYS)
NTHS: Mapping[int, str] = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
NO_CLOCK = "none"  # the rule says itself when
_ALWAYS_THERE = 28  # days of each month


def rule_words(rule: Rule, texts: Texts, locale: str) -> str:
    shape = shape_of(rule.text)
    names_hours = isinstance(shape, Custom) and (shape.names_hours or "HOURLY" in shape.rule)
    clock = NO_CLOCK if names_hours else f"{rule.starts:%H:%M}"
    values = {"day": "", "days": "", "text": "", **_values(shape, texts, locale)}
    return texts.get("repeats-rule", locale, clock=clock, **values)


def _values(shape: Shape, texts: Texts, locale: str) -> dict[str, str]:
    match shape:
        case Daily():
            return {"shape": "daily"}
        case Weekly(days) if tuple(days) == WORKDAYS.days:
            return {"shape": "workdays"}
        case Weekly((day,)):
            return {
                "shape": "one-day",
                "days": texts.get("repeats-day-each", locale, day=DAYS[day]),
            }
        case Weekly(days):
            names = [texts.get("repeats-day-of-many", locale, day=DAYS[day]) for day in days]
            return {"shape": "days", "days": format_list(names, locale=babel_locale(locale))}
        case Monthly(day) if day >= LONGEST_MONTH:
            return {"shape": "last"}
        case Monthly(day):
            return {"shape": "monthly" if day <= _ALWAYS_THERE else "or-last", "day": str(day)}
        case Nth(nth, day):
            words = texts.get("repeats-day-nth", locale, nth=NTHS[nth], day=DAYS[day])
            return {"shape": "nth", "days": words}
        case Custom(rule):
            return {"shape": "custom", "text": rule}
