"""The fleet event: the processes that the sandbox keeps, where they are several, and which of them
serves which bot."""

import json
from typing import Any

from botapi_sandbox.call.world import World
from botapi_sandbox.state.account import Account

LINES = 30  # of each log


class Fleet:
    def __init__(self, world: World) -> None:
        self._world = world
        self._told = ""

    def changes(self) -> str | None:
        """`since` moves all the time and is no reason to tell again."""
        processes = [each.state() for each in self._world.processes.all()]
        for each in processes:
            each["log"] = each["log"][-LINES:]
        bots = [self._bot(each) for each in self._world.accounts.all()]
        same = [each | {"since": None} for each in (*processes, *bots)]
        told = json.dumps(same)
        if told == self._told:
            return None
        self._told = told
        return json.dumps({"processes": processes, "bots": bots})

    def _bot(self, account: Account) -> dict[str, Any]:
        """`process`: its name, if whoever calls is one that is kept. `since`: sandbox seconds."""
        caller = self._world.callers.newest(account.id)
        name, _slash, epoch = caller.caller.partition("/") if caller else ("", "", "")
        return {
            "id": account.id,
            "name": account.name,
            "username": account.username,
            "process": name if name in self._world.processes else None,
            "epoch": epoch,
            "since": round(self._world.clock.now() - caller.since, 1) if caller else None,
        }
