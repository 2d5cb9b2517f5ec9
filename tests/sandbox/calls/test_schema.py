"""schema.json: how it is derived, and that it knows what aiogram can send."""

import json
from pathlib import Path
from typing import Any

import pytest
from aiogram import methods, types
from aiogram.methods.base import TelegramMethod

from botapi_sandbox.api.declarations import DeclarationError, Reader
from botapi_sandbox.api.derivation import Derivation
from botapi_sandbox.api.derive_schema import TARGET, written

METHODS = """
export interface APIMethods {
    /**
     * Use this method to get a menu. Not a `getOld: CallAPI<Params.X, true>`.
     */
    setMenu: CallAPI<Params.SetMenuParams, true>
    getMenus: CallAPIWithOptionalParams<
        Params.GetMenusParams,
        Objects.TelegramMenu[]
    >
    close: CallAPIWithoutParams<true>
}
"""
PARAMS = """
import type * as Objects from "./objects"

export interface SetMenuParams {
    /**
     * Where: the chat, or its name
     */
    chat_id: number | string
    latitude?: number
    text: string | { toString(): string }
    parse_mode?: "HTML" | "MarkdownV2"
    photo?: Objects.TelegramInputFile | string
    kind: SetMenuKind
    places?: (
        | Objects.TelegramPlaceOne
        | Objects.TelegramPlaceTwo
    )[]
    reply_markup?:
        | Objects.TelegramMenu
        | { toJSON(): Objects.TelegramMenu }
    allowed?: Exclude<keyof Objects.TelegramUpdate, "update_id">[]
}

export type SetMenuKind = "big" | "small"

/**
 * Params object for {@link APIMethods.getMenus | getMenus} method
 */
export interface GetMenusParams {
    months?: 3 | 6
}
"""
OBJECTS = """
export interface TelegramUnreachable {
    id: number
}

export interface TelegramEmpty {}

export interface TelegramMenu {
    rows: TelegramButton[][]
}

export interface TelegramButton {
    text: string
    style?: TelegramButtonStyle
    menu?: TelegramMenu
    empty?: TelegramEmpty
    place?: TelegramPlace
}

export type TelegramButtonStyle = "danger" | "success"

export type TelegramPlace = TelegramPlaceOne | TelegramPlaceTwo

export interface TelegramPlaceOne {
    type: "one"
}

export interface TelegramPlaceTwo {
    type: "two"
    scale?: number
}
"""


NEVER_SENT = {"MenuButtonCommands": {"text", "web_app"}, "MenuButtonDefault": {"text", "web_app"}}
"""Fields aiogram has by inheritance alone."""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    for name, text in {"methods": METHODS, "params": PARAMS, "objects": OBJECTS}.items():
        (tmp_path / "out" / f"{name}.d.ts").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(TARGET.read_text(encoding="utf-8"))
    return read


def test_parameters_are_derived(package: Path) -> None:
    derived = Derivation(package).schema()["methods"]
    assert derived["close"] == {}
    assert derived["getMenus"] == {"months": {"type": {"enum": [3, 6]}}}
    assert derived["setMenu"] == {
        "chat_id": {"type": {"any": ["Integer", "String"]}, "required": True},
        "latitude": {"type": "Float"},
        "text": {"type": "String", "required": True},
        "parse_mode": {"type": "String"},
        "photo": {"type": {"any": ["InputFile", "String"]}},
        "kind": {"type": {"enum": ["big", "small"]}, "required": True},
        "places": {"type": {"array": {"any": ["PlaceOne", "PlaceTwo"]}}},
        "reply_markup": {"type": "Menu"},
        "allowed": {"type": {"array": "String"}},
    }


def test_objects_are_derived_as_far_as_parameters_reach(package: Path) -> None:
    derived = Derivation(package).schema()
    assert derived["objects"] == {
        "Empty": {},
        "Menu": {"rows": {"type": {"array": {"array": "Button"}}, "required": True}},
        "Button": {
            "text": {"type": "String", "required": True},
            "style": {"type": {"enum": ["danger", "success"]}},
            "menu": {"type": "Menu"},
            "empty": {"type": "Empty"},
            "place": {"type": "Place"},
        },
        "PlaceOne": {"type": {"type": {"enum": ["one"]}, "required": True}},
        "PlaceTwo": {
            "type": {"type": {"enum": ["two"]}, "required": True},
            "scale": {"type": "Float"},
        },
    }
    assert derived["unions"] == {"Place": {"any": ["PlaceOne", "PlaceTwo"]}}


def test_what_is_written_is_what_was_derived(package: Path) -> None:
    derived = Derivation(package).schema()
    assert json.loads(written(derived)) == derived


@pytest.mark.parametrize("source", ["a?: string |", "a string", "a: (string", "a: { b: "])
def test_an_unknown_form_is_an_error_not_a_guess(source: str) -> None:
    with pytest.raises(DeclarationError):
        list(Reader(source).fields())


def test_it_says_where_it_comes_from(schema: dict[str, Any]) -> None:
    assert schema["source"] == {
        "package": "@gramio/types",
        "version": "10.3.1",
        "bot_api": "10.3",
    }


def test_every_method_and_parameter_of_aiogram_is_known(schema: dict[str, Any]) -> None:
    """So that a bot on aiogram is never refused for something the library sends."""
    for name in methods.__all__:
        method = getattr(methods, name)
        if not issubclass(method, TelegramMethod) or method is TelegramMethod:
            continue
        known = schema["methods"][method.__api_method__]
        names = {field.alias or key: field for key, field in method.model_fields.items()}
        assert set(names) == set(known)
        required = {key for key, field in names.items() if field.is_required()}
        assert required >= {key for key, field in known.items() if field.get("required")}


def test_every_field_of_an_object_that_aiogram_can_send_is_known(schema: dict[str, Any]) -> None:
    for name, known in schema["objects"].items():
        kind = getattr(types, name)
        fields = {field.alias or key: field for key, field in kind.model_fields.items()}
        assert set(fields) - set(known) == NEVER_SENT.get(name, set()), name


def test_numbers_are_whole_or_not_as_aiogram_has_them(schema: dict[str, Any]) -> None:
    """The package calls both `number`."""
    compared = 0
    for name, known in schema["objects"].items():
        for key, field in getattr(types, name).model_fields.items():
            wanted = {float: "Float", int: "Integer"}.get(field.annotation)
            found = known.get(field.alias or key, {}).get("type")
            if wanted is not None and found in ("Float", "Integer"):
                assert found == wanted, f"{name}.{key}"
                compared += 1
    assert compared > 30
