"""Ways to say a time, put into the one that the other files read: `at seven`, `вечером в 8`.

Without it dateparser leaves out the words it does not know, and a wrong time comes of the rest.
"""

import re
from collections.abc import Callable, Mapping, Sequence

_NUMBERS: Mapping[str, int] = {
    word: number
    for words in (
        "one two three four five six seven eight nine ten eleven twelve",
        "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
    )
    for number, word in enumerate(words.split(), start=1)
} | {"одну": 1, "две": 2}
_PARTS: Mapping[str, str] = {  # of the day
    "morning": "am",
    "afternoon": "pm",
    "evening": "pm",
    "утром": "утра",
    "днём": "дня",
    "днем": "дня",
    "вечером": "вечера",
    "ночью": "ночи",
}
_AT = r"(?:at|@|в|во)"
_CLOCK = r"\d{1,2}(?:[:.]\d{2})?"
_NOON, _MIDNIGHT = "12", "24"  # o'clock

Form = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _form(pattern: str, instead: str | Callable[[re.Match[str]], str]) -> Form:
    """Of whole words."""
    return re.compile(rf"(?<!\S)(?:{pattern})(?!\S)", re.ASCII), instead


def _hour_of_night(found: re.Match[str]) -> str:
    """`tonight at 9`, `9 at night`; at 12 the day ends, and after that it is another one."""
    hour = found["hour"]
    if hour == _NOON:
        return f"today {_MIDNIGHT}:00" if found["tonight"] else "12 am"
    half = "pm" if 5 <= int(hour.partition(":")[0].partition(".")[0]) < 12 else ""
    return f"{'today ' if found['tonight'] else ''}{hour} {half}".strip()


_FORMS: Sequence[Form] = (
    _form(r"(?:in )?half an hour", "in 30 minutes"),
    _form(r"(?:in )?(?:an hour and a half|1 and a half hours)", "in 90 minutes"),
    _form(r"пол часа", "полчаса"),
    _form(r"(in|через) (?:an? )?(day|week|month|year)", r"\1 1 \2"),
    _form(r"через (день|неделю|месяц|год)", r"через 1 \1"),
    _form(r"через сутки", "через 24 часа"),
    _form(r"(?:к|by) (\d\S*)", r"в \1"),
    _form(r"эт(?:от|у|о|ой)|this(?= (?:morning|afternoon|evening)(?!\S))", ""),
    _form(r"час (дня|ночи)", r"1 \1"),
    _form(r"(\d{1,2}) час(?:а|ов)? (утра|дня|вечера|ночи)", r"\1 \2"),
    _form(rf"({_AT} \d{{1,2}}) час(?:а|ов)? (\d{{2}})(?: минут[аы]?)?", r"\1:\2"),
    _form(rf"({_AT} \d{{1,2}})\s?(?:hours|час(?:а|ов)?|ч\.?)", r"\1:00"),
    _form(r"(\d{1,2}) o.?clock", r"\1:00"),
    _form(
        rf"({_CLOCK}) in the (morning|afternoon|evening)",
        lambda found: f"{found[1]} {_PARTS[found[2]]}",
    ),
    _form(
        rf"(утром|днём|днем|вечером|ночью|morning|afternoon|evening) (?:{_AT} )?({_CLOCK})",
        lambda found: f"{found[2]} {_PARTS[found[1]]}",
    ),
    _form(rf"(?P<tonight>tonight) (?:at )?(?P<hour>{_CLOCK})(?: ?pm)?", _hour_of_night),
    _form(rf"(?P<hour>{_CLOCK}) ?(?:pm )?(?:at night|(?P<tonight>tonight))", _hour_of_night),
)
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_NUMBER = re.compile(rf"(?<!\S)(?:{'|'.join(_NUMBERS)})(?!\S)")
_QUOTES = str.maketrans("", "", "\"“”„«»'’")


def plainly(text: str) -> str:
    """In small letters, with single blanks, numbers in digits, and without what says nothing."""
    words = _COMMA.sub(".", text.casefold()).translate(_QUOTES)
    words = " ".join(words.replace(",", " ").split())
    words = _NUMBER.sub(lambda found: str(_NUMBERS[found[0]]), words)
    for form, instead in _FORMS:
        words = " ".join(form.sub(instead, words).split())
    return words
