"""What a language is called, in the reader's own."""

from babel import Locale, UnknownLocaleError


def shown_language(code: str, locale: str) -> str:
    """`pt-br` is “Brazilian Portuguese”; a code that nobody knows stands for itself."""
    try:
        language = Locale.parse(code, sep="-")
        return language.get_display_name(locale) or code
    except (UnknownLocaleError, ValueError):
        return code
