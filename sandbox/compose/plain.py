"""Bodies of messages that carry no file."""

from typing import Any

from sandbox.case import Case
from sandbox.contents import Body
from sandbox.errors import bad_request
from sandbox.formatting.formatted import TEXT_UNITS, check_width, formatted, read_text
from sandbox.formatting.units import width
from sandbox.params import Call
from sandbox.render import DICE_FACES

QUESTION_UNITS = 300
OPTION_UNITS = 100
EXPLANATION_UNITS = 200
FEWEST_OPTIONS, MOST_OPTIONS = 2, 12


def text(case: Case) -> Body:
    content = read_text(case.call, "text")
    if not content.text:
        raise bad_request("message text is empty")
    check_width(content, TEXT_UNITS, "message is too long")
    return _entities({"text": content.text}, "entities", content.entities)


def poll(case: Case) -> Body:
    call = case.call
    question = read_text(
        call, "question", entities="question_entities", mode="question_parse_mode"
    ).text
    if not question:
        raise bad_request("poll question must be non-empty")
    if width(question) > QUESTION_UNITS:
        raise bad_request(f"poll question length must not exceed {QUESTION_UNITS}")
    fields: Body = {
        "question": question,
        "options": [{"text": option} for option in _options(call)],
        "is_closed": call.flag("is_closed"),
        "is_anonymous": "is_anonymous" not in call.params or call.flag("is_anonymous"),
        "type": call.text("type") or "regular",
        "allows_multiple_answers": call.flag("allows_multiple_answers"),
        "allows_revoting": call.flag("allows_revoting"),
        "members_only": call.flag("members_only"),
    }
    if fields["type"] not in ("regular", "quiz"):
        raise bad_request("unsupported poll type specified")
    if fields["type"] == "quiz":
        fields |= _quiz(call, len(fields["options"]))
    return {"poll": fields | _closing(call)}


def location(case: Case) -> Body:
    return {"location": _place(case.call)}


def venue(case: Case) -> Body:
    call = case.call
    fields: Body = {"location": _place(call), "title": call.text("title")}
    fields["address"] = call.text("address")
    for name in ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type"):
        if call.has(name):
            fields[name] = call.text(name)
    return {"venue": fields, "location": fields["location"]}


def contact(case: Case) -> Body:
    call = case.call
    fields = {name: call.text(name) for name in ("phone_number", "first_name")}
    optional = ("last_name", "vcard")
    return {"contact": fields | {name: call.text(name) for name in optional if call.has(name)}}


def dice(case: Case) -> Body:
    emoji = case.call.text("emoji") or "🎲"
    if emoji not in DICE_FACES:
        raise bad_request("EMOTICON_INVALID")
    return {"dice": {"emoji": emoji}}


def _entities(body: Body, name: str, entities: list[Any]) -> Body:
    return body | {name: entities} if entities else body


def _options(call: Call) -> list[str]:
    given = call.nested("options", "options")
    if not isinstance(given, list):
        raise bad_request("expected an Array of String as options")
    texts = [formatted(_option(each), "", None).text for each in given]
    if len(texts) < FEWEST_OPTIONS:
        raise bad_request(f"poll must have at least {FEWEST_OPTIONS} option")
    if len(texts) > MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {MOST_OPTIONS} options")
    if not all(texts):
        raise bad_request("poll options must be non-empty")
    if max(map(width, texts)) > OPTION_UNITS:
        raise bad_request(f"poll options length must not exceed {OPTION_UNITS}")
    return texts


def _option(option: Any) -> str:
    value = option.get("text") if isinstance(option, dict) else option
    if not isinstance(value, str):
        raise bad_request("expected an option to be of type String")
    return value


def _quiz(call: Call, options: int) -> Body:
    correct = call.nested("correct_option_ids", "correct option identifiers")
    if correct is None and "correct_option_id" in call.params:
        correct = [call.whole("correct_option_id", -1)]
    if not correct or not all(isinstance(n, int) and 0 <= n < options for n in correct):
        raise bad_request("wrong correct option ID specified")
    fields: Body = {"correct_option_id": correct[0], "correct_option_ids": correct}
    explanation = read_text(
        call, "explanation", entities="explanation_entities", mode="explanation_parse_mode"
    )
    check_width(explanation, EXPLANATION_UNITS, "message caption is too long")
    if explanation.text:
        fields |= {"explanation": explanation.text, "explanation_entities": explanation.entities}
    return fields


def _closing(call: Call) -> Body:
    return {name: call.whole(name) for name in ("open_period", "close_date") if call.has(name)}


def _place(call: Call) -> Body:
    latitude, longitude = call.real("latitude"), call.real("longitude")
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise bad_request("wrong location specified")
    fields: Body = {"latitude": latitude, "longitude": longitude}
    for name in ("horizontal_accuracy",):
        if call.has(name):
            fields[name] = call.real(name)
    for name in ("live_period", "heading", "proximity_alert_radius"):
        if call.has(name):
            fields[name] = call.whole(name)
    return fields
