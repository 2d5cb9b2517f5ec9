"""Which open dialog an update is about; and names for dialogs that are never given twice.

In a private chat a message is for the dialog that is open, whatever it replies to: that is the
library's way to tell several dialogs in one group apart.

aiogram-dialog makes names of the second and a number below a hundred. Two dialogs that are opened
within one second (by quick fingers, or by a test) would now and then be taken for one: a window
shown twice, or the menu's state lost under that of the dialog above it.
"""

import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage
from aiogram.types import Message
from aiogram_dialog.api.entities import (
    DEFAULT_STACK_ID,
    EVENT_CONTEXT_KEY,
    Context,
    Data,
    EventContext,
    Stack,
)
from aiogram_dialog.api.exceptions import UnknownIntent, UnknownState
from aiogram_dialog.api.internal import CONTEXT_KEY, STACK_KEY, STORAGE_KEY
from aiogram_dialog.context.intent_middleware import (
    IntentMiddlewareFactory,
    event_context_from_message,
)
from aiogram_dialog.context.storage import StorageProxy

from handlers.frame.command_menus import known_command

NAME_BYTES = 6  # 8 characters of a button's 64


class NamingIntents(IntentMiddlewareFactory):
    """Loads stacks that name what is opened on them."""

    def storage_proxy(
        self, event_context: EventContext, fsm_storage: BaseStorage
    ) -> "NamingStorage":
        return NamingStorage(
            bot=event_context.bot,
            storage=fsm_storage,
            events_isolation=self.events_isolation,
            state_groups=self.registry.states_groups(),
            user_id=event_context.user.id,
            chat_id=event_context.chat.id,
            thread_id=event_context.thread_id,
            business_connection_id=event_context.business_connection_id,
        )

    async def process_message(
        self,
        handler: Callable[[Message, dict[str, Any]], Awaitable[Any]],
        event: Message,
        data: dict[str, Any],
    ) -> Any:
        """A message is never a tap.

        The library reads invisible characters at a text's end as the data of a pressed reply
        button. No dialog here has those, and a text may come from anywhere: pasted, it could
        cancel a broadcast.
        """
        context = data[EVENT_CONTEXT_KEY] = event_context_from_message(event)
        try:
            await self._load_default_context(event, data, context)
        except (UnknownIntent, UnknownState):
            if known_command(event) is None:
                raise
            await self._start_empty(data, context)
        return await handler(event, data)

    async def _start_empty(self, data: dict[str, Any], context: EventContext) -> None:
        """A dialog that is lost must not swallow the command that leads out of it."""
        proxy = self.storage_proxy(context, data["fsm_storage"])
        stack = await proxy.load_stack()
        for intent_id in stack.intents:
            await proxy.remove_context(intent_id)
        stack.intents.clear()
        data[STORAGE_KEY], data[STACK_KEY], data[CONTEXT_KEY] = proxy, stack, None


class NamingStorage(StorageProxy):
    async def load_stack(self, stack_id: str = DEFAULT_STACK_ID) -> "NamingStack":
        return NamingStack(**vars(await super().load_stack(stack_id)))


class NamingStack(Stack):
    def push(self, state: State, data: Data) -> Context:
        super().push(state, data)
        name = self.intents[-1] = secrets.token_urlsafe(NAME_BYTES)
        return Context(_intent_id=name, _stack_id=self.id, state=state, start_data=data)
