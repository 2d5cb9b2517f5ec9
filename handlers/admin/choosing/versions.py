"""Of an audience, who gets the version of which language: numbers of people with who they are."""

from collections.abc import Mapping, Sequence

from db.audience.audience import Audience
from db.audience.conditions import InLanguage
from db.people.whom import Matching
from handlers.admin.context import AdminContext
from handlers.admin.navigation import Group
from handlers.admin.wording.languages import shown_language

BIG = 0.1  # of an audience: a language that had better have a version
MOST_NAMED = 5  # languages without one


def version_groups(
    audience: Audience, counts: Mapping[str, int], languages: Sequence[str], admin: AdminContext
) -> list[Group]:
    """`counts`: how many of them speak which language. Nothing where there are no versions."""
    if not languages:
        return []
    own = {code: counts.get(code, 0) for code in languages}
    rest = sum(counts.values()) - sum(own.values())
    groups = [_speak(audience, code, count, admin) for code, count in own.items() if count]
    if rest:
        others = Audience(must_not=(InLanguage(codes=(*own,)),))
        label = admin.i18n.get("people-other-languages", count=str(rest))
        groups.append(Group(label, Matching(audience=audience, within=others)))
    return groups


def without_version(
    audience: Audience, counts: Mapping[str, int], languages: Sequence[str], admin: AdminContext
) -> list[Group]:
    """Those who speak a big language that has none."""
    return [_speak(audience, code, counts[code], admin) for code in big_without(counts, languages)]


def big_without(counts: Mapping[str, int], languages: Sequence[str]) -> list[str]:
    """The largest first."""
    least = BIG * sum(counts.values())
    found = [code for code, count in counts.items() if code and count >= least]
    return [code for code in found if code not in languages][:MOST_NAMED]


def _speak(audience: Audience, code: str, count: int, admin: AdminContext) -> Group:
    within = Audience(must=(InLanguage(codes=(code,)),))
    label = f"🌍 {shown_language(code, admin.i18n.locale)}: {count}"
    return Group(label, Matching(audience=audience, within=within))
