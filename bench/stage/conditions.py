"""What is known of a million people, and the audiences that are asked for."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from botapi.call import Call
from broadcast.model.button import Button, ButtonKind
from broadcast.model.content import Content
from db.audience.audience import Audience
from db.audience.conditions import (
    Answered,
    AtRandom,
    ChatKind,
    Condition,
    Fate,
    FieldIs,
    FieldTest,
    FromSource,
    InBroadcast,
    InChat,
    InLanguage,
    InList,
    Joined,
    LastSeen,
    Tagged,
    WantsTopic,
)
from db.schema.states import DeliveryState

PEOPLE = 1_000_000

_EARLIER = Content(
    message=(Call(method="sendMessage", params={"text": "Which one?"}),),
    buttons=(
        tuple(
            Button(text=text, value="Thanks!", kind=ButtonKind.ANSWER)
            for text in ("Red", "Blue", "Green")
        ),
    ),
)

# Tags from nearly all to one in a thousand, a field of four values, a ledger with every outcome.
_WRITE = f"""
    UPDATE subscribers SET
        state = CASE WHEN id % 10 = 9 THEN 'blocked' ELSE 'active' END,
        kind = CASE WHEN id % 50 = 0 THEN 'supergroup' ELSE 'private' END,
        language_code = CASE WHEN id % 5 < 2 THEN 'ru' WHEN id % 5 = 2 THEN 'pt-br'
            WHEN id % 5 = 3 THEN 'en' END,
        source = CASE WHEN id % 3 = 0 THEN 'source' || (id % 30) END,
        joined_at = unixepoch() - 60000000 + id * 60,
        seen_at = CASE WHEN id % 5 THEN unixepoch() - (id * 7919 % 300) * 86400 END;
    INSERT INTO tags (id, name, folded, created_at) VALUES
        (1, 'most', 'most', 1), (2, 'half', 'half', 1), (3, 'few', 'few', 1), (4, 'end', 'end', 1);
    INSERT INTO subscriber_tags SELECT 1, id FROM subscribers WHERE id % 10 < 8;
    INSERT INTO subscriber_tags SELECT 2, id FROM subscribers WHERE id * 7919 % 1000003 < 500000;
    INSERT INTO subscriber_tags SELECT 3, id FROM subscribers WHERE id * 7919 % 1000003 < 1000;
    INSERT INTO subscriber_tags SELECT 4, id FROM subscribers WHERE id > {PEOPLE} - 1000;
    INSERT INTO fields (id, name, folded, created_at) VALUES (1, 'City', 'city', 1);
    INSERT INTO subscriber_fields SELECT 1, id, 'City ' || (id % 4)
        FROM subscribers WHERE id % 10 < 8;
    INSERT INTO topics (id, name, folded, position) VALUES (1, 'News', 'news', 1);
    INSERT INTO topic_opt_outs SELECT 1, id FROM subscribers WHERE id * 7919 % 1000003 < 100000;
    INSERT INTO audience_lists (id, created_by, created_at) VALUES (1, 1, unixepoch());
    INSERT INTO audience_list_members SELECT 1, id FROM subscribers WHERE id % 2 = 0;
    INSERT INTO broadcasts (id, stage, title, content, created_by, created_at)
        VALUES (1, 'launched', 'Earlier', '{_EARLIER.dump()}', 1, 1);
    INSERT INTO runs (id, broadcast_id, state, launched_by, launched_at, finished_at, audience_upto,
        total, sent, frozen, content) VALUES
        (1, 1, 'finished', 1, 1, 1, {PEOPLE}, 950000, 950000, 1, '{_EARLIER.dump()}');
    INSERT INTO deliveries (run_id, subscriber_id, state, message_id, trouble)
        SELECT 1, id, CASE WHEN id % 100 < 95 THEN {DeliveryState.SENT:d}
            WHEN id % 100 < 98 THEN {DeliveryState.BLOCKED:d} ELSE {DeliveryState.UNCERTAIN:d} END,
            id * 3, CASE WHEN id % 100 > 97 THEN {DeliveryState.UNCERTAIN:d} END
        FROM subscribers WHERE id % 20 < 19;
    INSERT INTO answers (run_id, subscriber_id, button, answered_at)
        SELECT 1, id, id / 3 % 3, 1 FROM subscribers WHERE id % 3 = 0;
"""

_SEVERAL = Audience(
    must=(
        InLanguage(codes=("ru", "pt")),
        Tagged(names=("most",)),
        InBroadcast(broadcast=1, fate=Fate.GOT),
        LastSeen(within=200),
    ),
    must_not=(Tagged(names=("few",)), Answered(broadcast=1)),
)
_CONDITIONS: tuple[Condition, ...] = (
    InLanguage(codes=("ru",)),
    InLanguage(codes=("ru", "pt", "en")),
    FromSource(codes=("source3",)),
    Joined(within=30),
    LastSeen(longer=30),
    Tagged(names=("most",)),
    Tagged(names=("few",)),
    Tagged(names=("most", "half")),
    FieldIs(name="City", value="City 1"),
    FieldIs(name="City", test=FieldTest.IS_NOT, value="City 1"),
    FieldIs(name="City", test=FieldTest.IS_SET),
    WantsTopic(topic=1),
    InChat(kinds=(ChatKind.PRIVATE,)),
    InBroadcast(broadcast=1, fate=Fate.GOT),
    InBroadcast(broadcast=1, fate=Fate.NOT_GOT),
    InBroadcast(broadcast=1, fate=Fate.UNCERTAIN),
    Answered(broadcast=1),
    Answered(broadcast=1, buttons=(1,)),
    Answered(broadcast=1, silent=True),
    AtRandom(seed=1, percent=10),
    AtRandom(seed=1, count=5000),
    InList(number=1),
)
COUNTED = {
    "everyone": Audience(),
    **{json.dumps(one.dump()): Audience(must=(one,)) for one in _CONDITIONS},
    **{f"not {json.dumps(one.dump())}": Audience(must_not=(one,)) for one in _CONDITIONS},
    "six conditions": _SEVERAL,
    "who came since": Audience(since=1),
}
FROZEN = {
    "everyone": Audience(),
    "most of them, by a tag": Audience(must=(Tagged(names=("most",)),)),
    "one in a thousand": Audience(must=(Tagged(names=("few",)),)),
    "the newest thousand": Audience(must=(Tagged(names=("end",)),)),
    "5000 at random": Audience(must=(AtRandom(seed=1, count=5000),)),
    "six conditions": _SEVERAL,
}


def write_knowledge(file: Path) -> None:
    """Into a database that has so many subscribers."""
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(_WRITE)
