"""What an admin is told of braces that would not do what is meant."""

from collections.abc import Iterable, Mapping

from broadcast.model.errors import ContentNotSupported
from broadcast.model.formatting.moments import WhyNot
from broadcast.model.personal.mistakes import Mistake, Wrong
from handlers.language.names import quoted

# Names of kinds stand in stored dialogs: rename none.
UNKNOWN, NEAR = "placeholder-unknown", "placeholder-near"
BAD_FALLBACK = "fallback-bad"
KINDS: Mapping[Wrong, str] = {
    Wrong.UNKNOWN: UNKNOWN,
    Wrong.BROKEN: "placeholder-broken",
    Wrong.LINK: "placeholder-link",
    Wrong.POLL: "placeholder-poll",
    Wrong.CODE: "placeholder-code",
}
BRACES_KEYS: Mapping[str, str] = {
    WhyNot.FORM: "moment-form",
    WhyNot.NO_SUCH: "moment-no-such",
    WhyNot.SKIPPED: "moment-skipped",
    WhyNot.BROKEN: "moment-broken",
    NEAR: "placeholder-near",
    UNKNOWN: "placeholder-unknown",
    KINDS[Wrong.BROKEN]: "placeholder-broken",
    KINDS[Wrong.LINK]: "placeholder-link",
    KINDS[Wrong.POLL]: "placeholder-poll",
    KINDS[Wrong.CODE]: "placeholder-code",
    BAD_FALLBACK: "fallback-bad",
}


def shown_details(details: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What is quoted in the words of a refusal: numbers as they are, the rest on its own."""
    return {name: what if what.isdigit() else quoted(what) for name, what in details}


def unusable(mistake: Mistake, names: Mapping[str, str]) -> ContentNotSupported:
    """`names`: those that there are."""
    if mistake.nearest is not None:
        return ContentNotSupported(NEAR, name=mistake.name, other=mistake.nearest)
    if mistake.wrong is Wrong.UNKNOWN:
        return ContentNotSupported(UNKNOWN, name=mistake.name, other=", ".join(names.values()))
    return ContentNotSupported(KINDS[mistake.wrong], name=mistake.name)
