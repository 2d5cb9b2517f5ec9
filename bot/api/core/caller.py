"""Who calls: the key, and for whom it acts."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.api.core.refusals import Refused
from broadcast.model.actor import Actor
from broadcast.model.outside.key import ApiKey
from db.schema.states import ApiRight


@dataclass(frozen=True, kw_only=True, slots=True)
class Caller:
    """`actor`: whoever made the key, in the role that they have now."""

    key: ApiKey
    actor: Actor

    def require(self, rights: Collection[ApiRight]) -> None:
        """Any of them will do. Raises Refused."""
        if self.actor.role is None:
            raise Refused(
                status=403,
                code="maker_is_no_admin",
                detail="Whoever made this key is no admin any more: an owner has to make another.",
            )
        if not self.key.rights & frozenset(rights):
            names = " or ".join(repr(right.value) for right in rights)
            raise Refused(
                status=403,
                code="missing_right",
                detail=f"This key lacks the right {names}.",
                more={"right": [right.value for right in rights]},
            )
