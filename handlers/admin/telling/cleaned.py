"""What a walk over the silent ones has found, in words."""

from db.cleaning.walks import Walk
from handlers.language.texts import Texts


def cleaning_line(walk: Walk, texts: Texts, locale: str) -> str:
    """While it is under way, and once it has ended."""
    key = "cleaning-goes-on" if walk.ended is None else "cleaning-ended"
    return texts.get(key, locale, asked=str(walk.asked), gone=str(walk.gone))
