"""Which open dialog an update is about; and names for dialogs that are never given twice.

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
from aiogram_dialog.context.intent_middleware import (
    IntentMiddlewareFactory,
    event_context_from_message,
)
from aiogram_dialog.context.storage import StorageProxy

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
        intent_id = self._intent_id_from_reply(event, data)
        if intent_id:
            proxy = self.storage_proxy(context, data["fsm_storage"])
            await self._load_context_by_intent(event, proxy, intent_id, data)
        else:
            await self._load_default_context(event, data, context)
        return await handler(event, data)


class NamingStorage(StorageProxy):
    async def load_stack(self, stack_id: str = DEFAULT_STACK_ID) -> "NamingStack":
        return NamingStack(**vars(await super().load_stack(stack_id)))


class NamingStack(Stack):
    def push(self, state: State, data: Data) -> Context:
        super().push(state, data)
        name = self.intents[-1] = secrets.token_urlsafe(NAME_BYTES)
        return Context(_intent_id=name, _stack_id=self.id, state=state, start_data=data)
