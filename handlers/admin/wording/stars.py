"""Stars in texts: how amounts go in, and how a typed one is read."""

from broadcast.model.stars import LARGEST_CAP, PER_STAR


def in_stars(messages: int) -> int | float:
    """An amount in paid messages as Stars: 123 is 12.3, 120 is 12.

    A number, since texts choose a plural by it ("1 Star").
    """
    return messages / PER_STAR if messages % PER_STAR else messages // PER_STAR


def read_cap(text: str) -> int | None:
    """Whole Stars as somebody types them, such as `1 000`; None for anything else."""
    digits = "".join(text.split())
    if not digits.isdecimal() or len(digits) > len(str(LARGEST_CAP)):
        return None
    stars = int(digits)
    return stars if 1 <= stars <= LARGEST_CAP else None
