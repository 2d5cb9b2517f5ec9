"""Further columns of a subscribers file are custom fields."""

import io
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from db.connection.database import Database
from db.subscribers.csv_files import BadFile
from db.subscribers.csv_transfer import Imported, export_subscribers, import_subscribers
from db.subscribers.store import Subscribers
from tests.connections import written_beside

NOW = 1_720_000_000


def taken(migrated_url: URL, text: str) -> tuple[Imported, list[str]]:
    problems: list[str] = []
    result = import_subscribers(
        migrated_url,
        io.BytesIO(text.encode()),
        now=NOW,
        on_problem=lambda line, bad: problems.append(f"{line}: {bad}"),
        pause=lambda _seconds: None,
    )
    return result, problems


def known(migrated_url: URL) -> dict[tuple[int, str], str]:
    with written_beside(migrated_url) as connection:
        rows = connection.exec_driver_sql(
            "SELECT s.chat_id, f.name, v.value FROM subscriber_fields v"
            " JOIN subscribers s ON s.id = v.subscriber_id JOIN fields f ON f.id = v.field_id"
        )
        return {(chat_id, name): value for chat_id, name, value in rows}


def test_each_becomes_a_field_of_its_people(migrated_url: URL) -> None:
    result, problems = taken(
        migrated_url, "chat_id,Город,first_name,Last name\n5,Пермь,Ann,'=Smith\n6,,,\n"
    )
    assert (result, problems) == (Imported(new=2), [])
    assert known(migrated_url) == {(5, "Город"): "Пермь", (5, "Last name"): "=Smith"}


def test_who_is_known_gets_what_is_new_and_keeps_the_rest(migrated_url: URL) -> None:
    taken(migrated_url, "chat_id,first_name,City\n5,Ann,Rome\n6,Bob,Oslo\n")
    result, _ = taken(
        migrated_url, "chat_id,first_name,city,plan\n5,Zoe,Bonn,pro\n6,,,\n7,,Riga,\n"
    )
    assert (result.new, result.known) == (1, 2)
    assert known(migrated_url) == {
        (5, "City"): "Bonn",
        (5, "plan"): "pro",
        (6, "City"): "Oslo",
        (7, "City"): "Riga",
    }


def test_what_goes_out_comes_in_again(migrated_url: URL, tmp_path: Path) -> None:
    taken(migrated_url, 'chat_id,City,plan\n5,"=a, ""b""",pro\n6,,free\n7,,\n')
    before, out = known(migrated_url), tmp_path / "out.csv"
    with out.open("w", encoding="utf-8", newline="") as stream:
        export_subscribers(migrated_url, stream)
    header, first, *_ = out.read_text().splitlines()
    assert header.endswith("joined_at,City,plan")
    assert first.endswith("""Z,"'=a, ""b""\",pro""")
    with written_beside(migrated_url) as connection:
        connection.exec_driver_sql("DELETE FROM subscribers")
        connection.exec_driver_sql("DELETE FROM subscriber_fields")
    result, problems = taken(migrated_url, out.read_text())
    assert (result, problems) == (Imported(new=3), [])
    assert known(migrated_url) == before


def test_a_value_is_short(migrated_url: URL) -> None:
    result, problems = taken(migrated_url, f"chat_id,note\n5,{'x' * 65}\n6,{'x' * 64}\n")
    assert (result.new, result.bad) == (1, 1)
    assert problems == ["2: note is longer than 64 characters"]


@pytest.mark.parametrize("name", ["First Name", "FirstName", "user-name", "joined at"])
def test_a_column_named_nearly_as_another_is_refused(migrated_url: URL, name: str) -> None:
    with pytest.raises(BadFile, match=f"the column “{name}” would be taken for"):
        taken(migrated_url, f"chat_id,{name}\n5,x\n")
    assert known(migrated_url) == {}


def test_a_column_named_as_the_moments_of_texts_is_refused_with_its_own_reason(
    migrated_url: URL,
) -> None:
    """“It would be taken for time: call it time” helps nobody."""
    with pytest.raises(BadFile, match=r"“TIME” would be taken for the moments .* something else"):
        taken(migrated_url, "chat_id,TIME\n5,x\n")
    assert known(migrated_url) == {}


@pytest.mark.parametrize("name", ["2nd", "a|b", "{x}", "n" * 33])
def test_a_column_that_no_text_could_name_is_left_alone_and_told(
    migrated_url: URL, name: str
) -> None:
    result, _ = taken(migrated_url, f"chat_id,{name},city\n5,x,Rome\n")
    assert f"“{name}”" in result.remark
    assert known(migrated_url) == {(5, "city"): "Rome"}


def test_one_name_stands_once(migrated_url: URL) -> None:
    with pytest.raises(BadFile, match="the header names city twice"):
        taken(migrated_url, "chat_id,city,City\n5,x,y\n")


def test_there_are_twenty_fields_at_most(migrated_url: URL) -> None:
    names = ",".join(f"f{n}" for n in range(19))
    taken(migrated_url, f"chat_id,{names}\n5{',x' * 19}\n")
    with pytest.raises(BadFile, match=r"at most 20 fields, .* there would be 21"):
        taken(migrated_url, "chat_id,f3,new one,new two\n6,1,2,3\n")
    result, _ = taken(migrated_url, "chat_id,f3,new one\n6,1,2\n")
    assert result.new == 1


async def test_they_are_erased_with_the_person(database: Database, migrated_url: URL) -> None:
    taken(migrated_url, "chat_id,city\n5,Rome\n6,Oslo\n")
    await Subscribers(database).erase(5)
    with written_beside(migrated_url) as connection:
        found = connection.exec_driver_sql("SELECT value FROM subscriber_fields")
        assert list(found.scalars()) == ["Oslo"]
