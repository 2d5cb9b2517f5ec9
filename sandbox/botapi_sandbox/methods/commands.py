"""setMyCommands and its kin: lists by scope and language."""

import re
from typing import Any

from botapi_sandbox.call.context import CallContext, Handler
from botapi_sandbox.call.delivery import find_chat
from botapi_sandbox.ground.errors import bad_request
from botapi_sandbox.ground.params import Call
from botapi_sandbox.people.persons import Standing

PLAIN_SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
)
CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
COMMAND = re.compile(r"[a-z0-9_]{1,32}")  # Bot API: BotCommand
MOST_COMMANDS = 100
DESCRIPTION_CHARS = 256

Key = tuple[str, str]
"""Scope (with the chat, where it names one) and language code."""


async def set_my_commands(context: CallContext) -> bool:
    commands = context.call.nested("commands", "commands")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    checked = [_command(each) for each in commands]
    key = _key(context)
    if checked:
        context.account.commands[key] = checked
    else:
        context.account.commands.pop(key, None)
    return True


async def get_my_commands(context: CallContext) -> list[dict[str, str]]:
    return context.account.commands.get(_key(context), [])


async def delete_my_commands(context: CallContext) -> bool:
    context.account.commands.pop(_key(context), None)
    return True


def scope_key(scope: dict[str, Any]) -> str:
    """How a scope is kept: its type, then what it names."""
    return " ".join(str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope)


def _key(context: CallContext) -> Key:
    scope = context.call.nested("scope", "BotCommandScope") or {"type": "default"}
    if not isinstance(scope, dict):
        raise bad_request("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind in CHAT_SCOPES:
        call = Call(method=context.call.method, params={"chat_id": scope.get("chat_id")})
        chat_id = find_chat(context.world, call)
        if context.world.people.standing(chat_id) is Standing.STRANGER:
            raise bad_request("chat not found")
        scope = scope | {"chat_id": chat_id}
    elif kind not in PLAIN_SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    return scope_key(scope), context.call.text("language_code")


def _command(command: Any) -> dict[str, str]:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(command.get("command", "")).strip().removeprefix("/")
    description = str(command.get("description", "")).strip()
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description is empty")
    if len(description) > DESCRIPTION_CHARS:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


METHODS: dict[str, Handler] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
}
