"""Which of the languages there are somebody reads, when it is not exactly theirs.

A language code may name a script and a region: `zh-Hant-TW`, `pt-BR`, `sr-Latn` (BCP 47). People
and folders name more or less of it, in capitals or not. Where one names none, Unicode CLDR knows
the likely one: `zh-TW` is written in `Hant`, `pt` alone is that of Brazil.
"""

from collections.abc import Collection
from typing import NamedTuple

from babel.core import get_global, parse_locale


class Tag(NamedTuple):
    """A language code in its parts, in lower case; "" for what it does not name."""

    language: str
    script: str = ""
    region: str = ""

    @classmethod
    def read(cls, code: str) -> "Tag | None":
        """None for what is no language code."""
        try:
            language, region, script, *_ = parse_locale(code.strip().replace("_", "-"), sep="-")
        except ValueError:
            return None
        return cls(language, (script or "").lower(), (region or "").lower())

    @property
    def likely(self) -> "Tag":
        """With script and region filled in where they are known."""
        known = get_global("likely_subtags")
        script, region = self.script.title(), self.region.upper()
        for parts in ((script, region), (script,), (region,), ()):
            name = "_".join(part for part in (self.language, *parts) if part)
            full = Tag.read(str(known[name])) if name in known else None
            if full is not None:
                return Tag(self.language, self.script or full.script, self.region or full.region)
        return self


def closest(wanted: str, there: Collection[str]) -> str | None:
    """The one that whoever reads `wanted` reads best: of its script, else of its language.

    A folder without script and region stands for all who have none that fits better.
    """
    tag = Tag.read(wanted)
    if tag is None:
        return None
    found = [(_distance(tag, other), code) for code in there if (other := Tag.read(code))]
    near = [(distance, code) for distance, code in found if distance is not None]
    return min(near)[1] if near else None


def _distance(wanted: Tag, there: Tag) -> tuple[bool, bool, bool, bool] | None:
    """What differs, the weightiest first; None for another language."""
    if there.language != wanted.language:
        return None
    reader, text = wanted.likely, there.likely
    return (
        there != wanted,
        text.script != reader.script,
        text.region != reader.region and bool(there.region),  # made for elsewhere
        there.region != wanted.region,
    )
