"""The roster event: the bots, and the chats there are, each with its newest message."""

import json
from itertools import takewhile
from typing import Any

from botapi_sandbox.page.events.chosen_bot import ChosenBot
from botapi_sandbox.page.events.kinds import first_line, kind_of
from botapi_sandbox.people.crowds import Crowd
from botapi_sandbox.people.persons import Person, Standing
from botapi_sandbox.state.account import Account
from botapi_sandbox.state.chats import Room
from botapi_sandbox.state.journal import Journal

WORDS = 120  # characters of the newest message
UNREAD = 100  # messages of the bot since the person's last one; more are not counted

Item = dict[str, Any]


class Roster:
    """Looks at named people and rooms only: a crowd is one entry, however many it holds."""

    def __init__(self, chosen: ChosenBot) -> None:
        self._chosen = chosen
        self._told = ""
        self._unanswered: dict[int, tuple[int, int]] = {}  # chat → newest number, how many

    def changes(self) -> str | None:
        told = json.dumps({"bots": self._bots(), "chats": self._chats()}, ensure_ascii=False)
        if told == self._told:
            return None
        self._told = told
        return told

    def _bots(self) -> list[Item]:
        return [
            {
                "id": account.id,
                "name": account.name,
                "username": account.username,
                "token": account.token,
            }
            for account in self._chosen.world.accounts.all()
        ]

    def _chats(self) -> list[Item]:
        world, account = self._chosen.world, self._chosen.account()
        people = [self._person(account, each) for each in world.people.everyone_named()]
        rooms = [self._room(account, each) for each in world.rooms.all()]
        return people + rooms + [_crowd(each) for each in world.people.crowds()]

    def _person(self, account: Account | None, person: Person) -> Item:
        standing = self._chosen.world.people.standing(person.id)
        return {
            "id": person.id,
            "kind": "person",
            "title": person.name(),
            "username": person.username,
            "language": person.language,
            "note": person.note,
            "standing": (standing or Standing.STRANGER).name.lower(),
            "last": self._last(account, person.id),
        }

    def _room(self, account: Account | None, room: Room) -> Item:
        return {
            "id": room.id,
            "kind": room.type,
            "title": room.title,
            "username": room.username,
            "language": None,
            "note": "",
            "bot_status": room.bot_status,
            "roles": self._roles(room),
            "reader": self._name(room.reader),
            "last": self._last(account, room.id),
        }

    def _roles(self, room: Room) -> dict[str, str]:
        """What the named people are there who are in it at all."""
        people = self._chosen.world.people.everyone_named()
        found = {str(each.id): room.status(each.id) for each in people}
        return {number: status for number, status in found.items() if status != "left"}

    def _last(self, account: Account | None, chat_id: int) -> Item | None:
        if account is None:
            return None
        world = self._chosen.world
        journal = world.journal(account, chat_id)
        for number in journal.of_chat(chat_id, 1):
            content = world.contents[journal.content(number)]
            return {
                "id": number,
                "text": first_line(content, WORDS),
                "date": journal.date(number),
                "outgoing": journal.outgoing(number),
                "by": self._name(journal.sender(number)),
                "kind": kind_of(content),
                "total": journal.total(chat_id),
                "unanswered": self._since_own(journal, chat_id, number),
            }
        return None

    def _name(self, user_id: int | None) -> str | None:
        """None in private chats, and for whoever is not there."""
        person = None if user_id is None else self._chosen.world.people.person(user_id)
        return None if person is None else person.first_name

    def _since_own(self, journal: Journal, chat_id: int, newest: int) -> int | None:
        """How much the bot has said since the person last spoke; None in rooms."""
        if chat_id < 0:
            return None
        known = self._unanswered.get(chat_id)
        if known is None or known[0] != newest:
            numbers = reversed(journal.of_chat(chat_id, UNREAD))
            known = newest, sum(1 for _ in takewhile(journal.outgoing, numbers))
            self._unanswered[chat_id] = known
        return known[1]


def _crowd(crowd: Crowd) -> Item:
    return {
        "id": crowd.first,
        "kind": "crowd",
        "title": f"{crowd.count:,} people".replace(",", "\u202f"),
        "username": None,
        "language": crowd.language or None,
        "note": "",
        "count": crowd.count,
        "last": None,
    }
