"""Numbers of a broadcast beyond its outcomes, each with who they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from broadcast.doors.follow_ups import Which
from broadcast.model.broadcast import Broadcast
from db.people.whom import Departed, Followed, InRun, Reacted, Voters, Whom
from db.schema.states import BroadcastState, DeliveryState, SkipReason
from handlers.admin.context import AdminContext
from handlers.admin.control.follow_ups import count_of
from handlers.admin.navigation import Group
from handlers.admin.progress.words.answers import departed_of, links_of
from handlers.admin.progress.words.reactions import named, reactions_of
from handlers.admin.progress.words.votes import LONGEST_OPTION, votes_of
from handlers.admin.wording.titles import shown_link
from handlers.language.names import isolated

_D = DeliveryState
WAITING = (_D.PENDING, _D.CLAIMED)
FURTHER_KEYS: Mapping[str, str] = {
    "left": "figure-left",
    "held": "figure-held",
    "partly": "people-partly",
    "unwanted": "people-unwanted",
    "expired": "figure-expired",
    "capped": "figure-capped",
    "departed": "people-departed",
    "gone": "mending-gone",
    "late": "mending-late",
    "unknown": "mending-unknown",
}
MARKS: Mapping[str, str] = {
    "left": "⏳",
    "held": "🔀",
    "partly": "✂️",
    "unwanted": "🔕",
    "expired": "⌛️",
    "capped": "🧢",
    "departed": "🚪",
    "gone": "🕳",
    "late": "⌛️",
    "unknown": "❓",
}
SKIPPED_FOR = {Which.CANCELLED: SkipReason.CANCELLED, Which.CAPPED: SkipReason.CAPPED}
MISSED = (_D.BLOCKED, _D.UNREACHABLE, _D.SKIPPED, _D.FAILED, _D.UNCERTAIN)


@dataclass(frozen=True, kw_only=True, slots=True)
class Further:
    """A number of the card: what stands on its button, and whom it counts."""

    button: str
    group: Group


async def further_of(broadcast: Broadcast, admin: AdminContext) -> Mapping[str, Further]:
    """By a name that the button carries; whatever is zero is left out."""
    figures, run_id = broadcast.figures, broadcast.run_id or 0
    left = 0 if _goes_on(broadcast, admin) else figures.remaining
    unwanted = InRun(run_id=run_id, states=(_D.SKIPPED,), reason=SkipReason.TOPIC)
    expired = InRun(run_id=run_id, states=(_D.SKIPPED,), reason=SkipReason.EXPIRED)
    partly = InRun(run_id=run_id, states=MISSED, partly=True)
    departed = 0 if broadcast.mends else await departed_of(broadcast, admin.doors)
    counted: dict[str, tuple[int, Whom]] = {
        "left": (left, InRun(run_id=run_id, states=WAITING)),
        "held": (figures.held, InRun(run_id=run_id, states=(_D.SKIPPED,), reason=SkipReason.HELD)),
        "partly": (figures.partial, partly),
        "unwanted": (figures.unwanted, unwanted),
        "expired": (figures.expired, expired),
        "departed": (departed, Departed(run_id=run_id)),
        **{
            name: (count, InRun(run_id=run_id, states=(_D.SKIPPED,), reason=reason))
            for name, count, reason in (
                ("capped", figures.capped, SkipReason.CAPPED),
                ("gone", figures.gone, SkipReason.GONE),
                ("late", figures.late, SkipReason.LATE),
                ("unknown", figures.unknown, SkipReason.UNKNOWN),
            )
        },
    }
    return {
        name: Further(
            button=f"{MARKS[name]} {count}",
            group=Group(admin.i18n.get(FURTHER_KEYS[name], count=str(count)), whom),
        )
        for name, (count, whom) in counted.items()
        if count
    }


def _goes_on(broadcast: Broadcast, admin: AdminContext) -> bool:
    """Whoever is left gets it one after the other, and none of them waits for anything."""
    if broadcast.state is not BroadcastState.RUNNING:
        return False
    return admin.doors.forecast.speed(broadcast).stands is None


async def vote_groups(broadcast: Broadcast, admin: AdminContext) -> list[Group]:
    """Of each option of its poll that somebody voted for."""
    return [
        Group(
            f"🗳 {isolated(one.option, LONGEST_OPTION)}: {one.votes}",
            Voters(run_id=broadcast.run_id or 0, option=number),
        )
        for number, one in enumerate(await votes_of(broadcast, admin.doors))
        if one.votes
    ]


async def reaction_groups(broadcast: Broadcast, admin: AdminContext) -> list[Group]:
    """Everybody who is known to have reacted, and of each kind; of sums without names nobody."""
    run_id, texts, locale = broadcast.run_id or 0, admin.texts, admin.i18n.locale
    kinds = [kind for kind, _ in await reactions_of(broadcast, admin.doors)]
    known = await admin.doors.reactions.people(run_id, kinds)
    return [
        Group(f"{named(kind, texts, locale)}: {count}", Reacted(run_id=run_id, reaction=kind))
        for kind, count in known.items()
        if count
    ]


async def click_groups(broadcast: Broadcast, admin: AdminContext) -> list[Group]:
    """Everybody who followed a link, and those of each."""
    run_id = broadcast.run_id or 0
    people = await admin.doors.clicks.people(run_id)
    all_of_them = admin.i18n.get("people-followed", count=str(people))
    return [
        Group(all_of_them, Followed(run_id=run_id)),
        *(
            Group(f"🔗 {shown_link(one.url)}: {one.people}", Followed(run_id=run_id, link=one.id))
            for one in await links_of(broadcast, admin.doors)
            if one.people
        ),
    ]


def waiting_group(broadcast: Broadcast, admin: AdminContext) -> Group:
    """Whoever would not get it, were it cancelled now."""
    label = admin.i18n.get("figure-left", count=str(broadcast.figures.remaining))
    return Group(label, InRun(run_id=broadcast.run_id or 0, states=WAITING))


def again_group(which: Which, broadcast: Broadcast, admin: AdminContext) -> Group:
    """Whom it would be sent to again, or after all."""
    reason = SKIPPED_FOR.get(which)
    states = (_D.SKIPPED,) if reason else tuple(int(state) for state in which.states)
    label = admin.i18n.get("people-again", count=str(count_of(which, broadcast)))
    return Group(label, InRun(run_id=broadcast.run_id or 0, states=states, reason=reason))
