"""Who came to the team and who went, whoever changed it: a link, an owner, or the command line.

A newcomer gets the menus of commands and a welcome; from whoever is gone the menus are taken.
"""

import logging
import math
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

from aiogram import Bot
from aiogram.exceptions import AiogramError

from botapi.errors import wait_of
from db.admins.menus import Menus
from db.errors import DatabaseTrouble
from db.schema.states import Role
from handlers.frame.access import Access
from handlers.frame.command_menus import remove_admin_commands, set_admin_commands
from handlers.language.locale import Locales
from handlers.language.texts import Texts
from handlers.team.greeting import menu_keyboard, welcome
from runtime.clock import Clock

# Seconds, for the command line's changes: one's own ring. Who may do what is looked up where it is
# done (frame/access.py): here it is only told. A look reads the database: one every ten seconds was
# half of what a bot costs that has nothing to do.
LOOK_EVERY = 30.0
MENUS_AGAIN = 60.0  # seconds until menus that could not be set are tried again

logger = logging.getLogger(__name__)


class TeamWatch:
    """A background task. `without_owner` is called when the last owner has gone."""

    def __init__(
        self,
        *,
        access: Access,
        bot: Bot,
        texts: Texts,
        locales: Locales,
        menus: Menus,
        clock: Clock,
        without_owner: Callable[[], Awaitable[None]],
        look_every: float = LOOK_EVERY,
    ) -> None:
        self._access = access
        self._bot = bot
        self._texts = texts
        self._locales = locales
        self._menus = menus
        self._clock = clock
        self._without_owner = without_owner
        self._look_every = look_every
        self._known: Mapping[int, Role] | None = None
        self._due: set[int] = set()  # whose menus are to be set, or taken
        self._not_before = -math.inf  # monotonic seconds

    async def run_forever(self) -> None:
        while True:
            self._access.rung.clear()
            with suppress(DatabaseTrouble):  # it is told elsewhere, and looked at again
                await self.look()
            await self._access.rung.wait(self._look_every)

    async def look(self) -> None:
        """Compare with the last look; the first one only remembers."""
        before, roles = self._known, await self._access.roles()
        self._known = roles
        if before is None:
            return
        for user_id in before.keys() | roles.keys():
            role = roles.get(user_id)
            if before.get(user_id) is role:
                continue
            logger.info("user %s is %s now", user_id, role or "no admin")
            self._due.add(user_id)
            if role is not None and not self._access.was_told(user_id, role):
                await self._welcome(user_id, role)
        if Role.OWNER in before.values() and Role.OWNER not in roles.values():
            await self._without_owner()
        if self._due and self._clock.monotonic() >= self._not_before:
            await self._set_menus(roles)

    async def _welcome(self, user_id: int, role: Role) -> None:
        """Whoever has not started the bot cannot be written to, and finds out at /start."""
        locale = await self._locales.of(user_id)
        text, keyboard = welcome(role, self._texts, locale), menu_keyboard(self._texts, locale)
        try:
            await self._bot.send_message(user_id, text, reply_markup=keyboard)
        except AiogramError as error:
            logger.info("admin %s was not welcomed: %s", user_id, type(error).__name__)

    async def _set_menus(self, roles: Mapping[int, Role]) -> None:
        for user_id in sorted(self._due):
            change = set_admin_commands if user_id in roles else remove_admin_commands
            try:
                await change(self._bot, self._texts, self._menus, user_id)
            except AiogramError as error:
                self._not_before = self._clock.monotonic() + max(MENUS_AGAIN, wait_of(error))
                logger.warning("the menu of %s is not set yet: %s", user_id, type(error).__name__)
                return
            self._due.discard(user_id)
