"""Labels of list items, as the server writes them (tdlib/td, get_ordered_list_label)."""

BULLET = "•"
KINDS = ("a", "A", "i", "I", "1")
MOST_ROMAN = 3999
ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def label(value: int, kind: str) -> str:
    """`kind`: one of KINDS. What letters cannot say is said in digits."""
    if kind in ("a", "A") and value > 0:
        text = _letters(value)
    elif kind in ("i", "I") and 0 < value <= MOST_ROMAN:
        text = _roman(value)
    else:
        return f"{value}."
    return f"{text.lower() if kind.islower() else text}."


def _letters(value: int) -> str:
    text = ""
    while value:
        value, rest = divmod(value - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _roman(value: int) -> str:
    text = ""
    for worth, letters in ROMAN:
        times, value = divmod(value, worth)
        text += letters * times
    return text
