"""What the unsubscribe button of broadcasts says: our own words, where owners chose no others."""

from broadcast.doors.composing.owner_settings import OwnerSettings
from handlers.language.texts import Texts

KEY = "unsubscribe-button"
OTHERWISE = ""  # for those whose language has no words: see broadcast/model/content.py


async def leave_words(texts: Texts, settings: OwnerSettings) -> dict[str, str]:
    """By language; those of the default language are for all others, too."""
    words = {language.code: texts.get(KEY, language.code) for language in texts.locales}
    words |= await settings.leave_words()
    return words | {OTHERWISE: words[texts.default]}
