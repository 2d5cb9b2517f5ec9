"""The chat event: the newest messages of the open chat, and then what became different."""

import json
from typing import Any

from botapi_sandbox.page.events.chosen_bot import ChosenBot
from botapi_sandbox.page.events.menu import keyboard, shown_commands, writer
from botapi_sandbox.people.persons import Person
from botapi_sandbox.state.account import Account
from botapi_sandbox.state.journal import Journal

NEWEST = 60  # messages told at first
FOLLOWED = 300  # messages whose edits and deletions are told

Key = tuple[int, int | None, int]
"""What a message shows depends on: its content, and when it was edited."""


class Thread:
    def __init__(self, chosen: ChosenBot, chat_id: int) -> None:
        self._chosen = chosen
        self._chat_id = chat_id
        self._account: Account | None = None
        self._begun = False
        self._messages: dict[int, tuple[Key, str]] = {}  # by number, as they were told
        self._state = ""

    def changes(self) -> str | None:
        account = self._chosen.account()
        whole = not self._begun or account is not self._account or self._outrun(account)
        if whole:
            self._begin(account)
        messages, gone = ([], []) if account is None else self._news(account)
        state = json.dumps(self._told(account), ensure_ascii=False)
        if not (whole or messages or gone or state != self._state):
            return None
        self._state = state
        told = json.dumps({"chat": self._chat_id, "whole": whole, "gone": gone})
        return f'{told[:-1]}, {state[1:-1]}, "messages": [{", ".join(messages)}]}}'

    def _begin(self, account: Account | None) -> None:
        self._begun, self._account = True, account
        self._messages.clear()
        if account is not None and self._chat_id > 0:
            account.journal.watch(self._chat_id)

    def _outrun(self, account: Account | None) -> bool:
        """Whether so much came since the last look that the newest leave a hole behind them."""
        if account is None:
            return False
        newest = self._journal(account).of_chat(self._chat_id, NEWEST + 1)
        return len(newest) > NEWEST and newest[0] > max(self._messages, default=0)

    def _journal(self, account: Account) -> Journal:
        return self._chosen.world.journal(account, self._chat_id)

    def _news(self, account: Account) -> tuple[list[str], list[int]]:
        """What is new or different, as JSON, and the numbers of what is gone."""
        journal = self._journal(account)
        gone = [each for each in self._messages if not journal.holds(self._chat_id, each)]
        for number in gone:
            del self._messages[number]
        numbers = sorted({*self._messages, *journal.of_chat(self._chat_id, NEWEST)})
        for number in numbers[:-FOLLOWED]:
            self._messages.pop(number, None)
        numbers = numbers[-FOLLOWED:]
        told = [self._message(account, journal, number) for number in numbers]
        return [text for text in told if text is not None], gone

    def _message(self, account: Account, journal: Journal, number: int) -> str | None:
        """None: it was told already, as it is."""
        world = self._chosen.world
        reacted = world.reactions.changes((self._chat_id, number))
        key = journal.content(number), journal.edited(number), reacted
        before = self._messages.get(number)
        # Polls, replies and pins show what is elsewhere: those are put together each time.
        if before is not None and before[0] == key and not world.contents[key[0]].per_message:
            return None
        viewer = writer(world, self._chat_id)
        shown = world.render.message(account, self._chat_id, number, private=True, viewer=viewer)
        text = json.dumps(shown, ensure_ascii=False)
        self._messages[number] = key, text
        return None if before is not None and before[1] == text else text

    def _told(self, account: Account | None) -> dict[str, Any]:
        """All that is not a message."""
        world, chat_id = self._chosen.world, self._chat_id
        standing = world.people.standing(chat_id)
        person = world.people.person(chat_id)
        told: dict[str, Any] = {
            "standing": None if standing is None else standing.name.lower(),
            "person": None if person is None else _person(person),
            "writer": writer(world, chat_id),
        }
        if account is None:
            return told | {
                "pinned": [],
                "keyboard": None,
                "commands": [],
                "action": None,
                "older": False,
            }
        journal = self._journal(account)
        oldest = min(self._messages, default=0)
        return told | {
            "pinned": world.pins.of(journal, chat_id),
            "keyboard": keyboard(world, account, chat_id),
            "commands": shown_commands(world, account, chat_id),
            "action": world.action(account, chat_id),
            "older": bool(journal.of_chat(chat_id, 1, before=oldest)),
        }


def _person(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "title": person.name(),
        "language": person.language,
        "username": person.username,
    }
