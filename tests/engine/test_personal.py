"""Personal texts, as they are delivered: each reader's own, as it is known at the claim."""

from sqlalchemy import text as sql

from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.doors.follow_ups import Which
from broadcast.model.button import Button
from broadcast.model.content import Content
from broadcast.model.versions.variant import Variant
from db.connection.database import Database
from tests.actors import editor
from tests.engine.conftest import FIRST, Bench

NAMES = ("Ann", "", "Zoë 🦄", 'O"Neil\\', "שלום", "Bob")
FIELDS = ("first_name", "city", "username")


def said(text: str, *entities: dict[str, object]) -> tuple[Call, ...]:
    return (Call(method="sendMessage", params={"text": text, "entities": list(entities)}),)


async def people(bench: Bench) -> None:
    """Every second one has a city."""
    await bench.subscribe(len(NAMES))
    async with bench.database.write() as connection:
        await connection.execute(
            sql("INSERT INTO fields (id, name, folded, created_at) VALUES (1, 'City', 'city', 1)")
        )
        for place, name in enumerate(NAMES):
            await connection.execute(
                sql("UPDATE subscribers SET first_name = :name WHERE chat_id = :chat"),
                {"name": name, "chat": FIRST + place},
            )
        await connection.execute(
            sql(
                "INSERT INTO subscriber_fields (field_id, subscriber_id, value)"
                " SELECT 1, id, 'C' || id FROM subscribers WHERE id % 2 = 0"
            )
        )


async def texts(control: Control) -> dict[int, list[str]]:
    """What came, by place."""
    return {
        place: [one["text"] for one in (await control.chat(FIRST + place)) if "text" in one]
        for place in range(len(NAMES))
    }


async def test_everybody_reads_their_own(bench: Bench) -> None:
    await people(bench)
    words = "Hi {first_name|friend} of {City|the world}, {{city}} {username}!"
    content = Content(
        message=said(words, {"type": "bold", "offset": 3, "length": 19}),
        buttons=((Button(text="For {first_name|you}", value="https://x.y/?n={first_name}"),),),
        fields=FIELDS,
    )
    broadcast = await bench.finished(await bench.launch(content))
    assert broadcast.figures.sent == len(NAMES)
    cities = [f"C{n}" if n % 2 == 0 else "the world" for n in range(1, len(NAMES) + 1)]
    assert await texts(bench.control) == {
        place: [f"Hi {name or 'friend'} of {cities[place]}, {{city}} !"]
        for place, name in enumerate(NAMES)
    }


async def test_a_content_from_before_keeps_its_braces(bench: Bench) -> None:
    await people(bench)
    await bench.finished(await bench.launch(Content(message=said("{first_name} {{x}}"))))
    assert set(map(tuple, (await texts(bench.control)).values())) == {("{first_name} {{x}}",)}


async def test_two_languages_each_with_its_own_names(bench: Bench) -> None:
    await people(bench)
    async with bench.database.write() as connection:
        await connection.execute(
            sql("UPDATE subscribers SET language = 'de' WHERE chat_id >= :at"), {"at": FIRST + 3}
        )
    content = Content(
        message=said("Hi {first_name|friend}"),
        variants=(Variant(language="de", message=said("{city|Welt}: {first_name}")),),
        fields=FIELDS,
    )
    await bench.finished(await bench.launch(content))
    assert await texts(bench.control) == {
        0: ["Hi Ann"],
        1: ["Hi friend"],
        2: ["Hi Zoë 🦄"],
        3: ['C4: O"Neil\\'],
        4: ["Welt: שלום"],
        5: ["C6: Bob"],
    }


async def test_the_values_are_those_at_the_claim(bench: Bench) -> None:
    await people(bench)
    content = Content(message=said("Hi {first_name}!"), fields=FIELDS)
    await bench.control.refuse([FIRST + 5], "Bad Request: MOON", 400)
    broadcast = await bench.finished(await bench.launch(content))
    await bench.control.relent()
    async with bench.database.write() as connection:
        await connection.execute(sql("UPDATE subscribers SET first_name = 'Rob'"))
    child = await bench.assembly.doors.follow_ups.send(broadcast.id, Which.FAILED, by=editor())
    await bench.finished(child.id)
    assert (await texts(bench.control))[5] == ["Hi Rob!"]


async def test_a_field_that_is_gone_says_its_fallback(bench: Bench, database: Database) -> None:
    await people(bench)
    async with database.write() as connection:
        await connection.execute(sql("DELETE FROM fields"))  # its values go later, behind it
    content = Content(message=said("Hi {city|you}!"), fields=FIELDS)
    await bench.finished(await bench.launch(content))
    assert set(map(tuple, (await texts(bench.control)).values())) == {("Hi you!",)}
