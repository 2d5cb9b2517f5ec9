"""Bodies of messages that carry no file."""

from typing import Any

from botapi_sandbox.call.context import CallContext
from botapi_sandbox.compose.media import file_body, find_file
from botapi_sandbox.content.contents import Body
from botapi_sandbox.formatting.formatted import TEXT_UNITS, check_width, formatted, read_text
from botapi_sandbox.formatting.units import width
from botapi_sandbox.ground.errors import bad_request
from botapi_sandbox.ground.params import Call
from botapi_sandbox.state.render import DICE_FACES

QUESTION_UNITS = 300
OPTION_UNITS = 100
EXPLANATION_UNITS = 200
DESCRIPTION_UNITS = 1024
FEWEST_OPTIONS, MOST_OPTIONS = 1, 12  # Bot API 9.6: sendPoll
LONGEST_POLL = 2_628_000  # seconds; the server cuts longer ones


def text(context: CallContext) -> Body:
    content = read_text(context.call, "text")
    if not content.text:
        raise bad_request("message text is empty")
    check_width(content, TEXT_UNITS, "message is too long")
    return _entities({"text": content.text}, "entities", content.entities)


def poll(context: CallContext) -> Body:
    call = context.call
    question = _only_emoji(_part(call, "question"), "question_entities")
    if not question:
        raise bad_request("poll question must be non-empty")
    if width(question["question"]) > QUESTION_UNITS:
        raise bad_request(f"poll question length must not exceed {QUESTION_UNITS}")
    description = _part(call, "description")
    if width(description.get("description", "")) > DESCRIPTION_UNITS:
        raise bad_request("message caption is too long")
    quiz = call.text("type") == "quiz"
    fields: Body = {
        **question,
        **description,
        **_media(context, "media"),
        "options": _options(context),
        "is_closed": call.flag("is_closed"),
        "is_anonymous": "is_anonymous" not in call.params or call.flag("is_anonymous"),
        "type": call.text("type") or "regular",
        "allows_multiple_answers": call.flag("allows_multiple_answers"),
        # Bot API: sendPoll, "defaults to False for quizzes and to True for regular polls"
        "allows_revoting": call.flag("allows_revoting")
        if call.has("allows_revoting")
        else not quiz,
        "members_only": call.flag("members_only"),
    }
    if call.flag("allow_adding_options") and (quiz or fields["is_anonymous"]):
        raise bad_request("can't allow adding options to the poll")
    if fields["type"] not in ("regular", "quiz"):
        raise bad_request("unsupported poll type specified")
    if quiz:
        fields |= _quiz(call, len(fields["options"])) | _media(context, "explanation_media")
    return {"poll": fields | _closing(context)}


def location(context: CallContext) -> Body:
    return {"location": _place(context.call)}


def venue(context: CallContext) -> Body:
    fields = _venue(context.call)
    return {"venue": fields, "location": fields["location"]}


def _venue(call: Call) -> Body:
    fields: Body = {"location": _place(call), "title": call.text("title")}
    fields["address"] = call.text("address")
    for name in ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type"):
        if call.has(name):
            fields[name] = call.text(name)
    return fields


def contact(context: CallContext) -> Body:
    call = context.call
    fields = {name: call.text(name) for name in ("phone_number", "first_name")}
    optional = ("last_name", "vcard")
    return {"contact": fields | {name: call.text(name) for name in optional if call.has(name)}}


def dice(context: CallContext) -> Body:
    emoji = context.call.text("emoji") or "🎲"
    if emoji not in DICE_FACES:
        raise bad_request("EMOTICON_INVALID")
    return {"dice": {"emoji": emoji}}


def _entities(body: Body, name: str, entities: list[Any]) -> Body:
    return body | {name: entities} if entities else body


def _part(call: Call, name: str) -> Body:
    """A text of a poll with its entities; nothing without one."""
    content = read_text(call, name, entities=f"{name}_entities", mode=f"{name}_parse_mode")
    if not content.text:
        return {}
    return _entities({name: content.text}, f"{name}_entities", content.entities)


def _media(context: CallContext, name: str) -> Body:
    return _media_of(context, context.call.nested(name, name), name)


def _media_of(context: CallContext, given: Any, name: str) -> Body:
    """Bot API: PollMedia, from an InputPollMedia."""
    if given is None:
        return {}
    item = Call(method=context.call.method, params=given, uploads=context.call.uploads)
    kind = str(given.get("type"))
    if kind == "location":
        return {name: {kind: _place(item)}}
    if kind == "venue":
        return {name: {kind: _venue(item)}}
    file = find_file(context.account, item, kind, item.text("media"), {})
    shown = file_body(context.account, file)
    return {name: {kind: shown[kind]}}


def _options(context: CallContext) -> list[Body]:
    given = context.call.nested("options", "options")
    if not isinstance(given, list):
        raise bad_request("expected an Array of String as options")
    texts = [_option(context, each) for each in given]
    if len(texts) < FEWEST_OPTIONS:
        raise bad_request(f"poll must have at least {FEWEST_OPTIONS} option")
    if len(texts) > MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {MOST_OPTIONS} options")
    if not all(each["text"] for each in texts):
        raise bad_request("poll options must be non-empty")
    if max(width(each["text"]) for each in texts) > OPTION_UNITS:
        raise bad_request(f"poll options length must not exceed {OPTION_UNITS}")
    return texts


def _option(context: CallContext, option: Any) -> Body:
    """Bot API: InputPollOption."""
    given = option if isinstance(option, dict) else {"text": option}
    if not isinstance(given.get("text"), str):
        raise bad_request("expected an option to be of type String")
    mode, entities = given.get("text_parse_mode") or "", given.get("text_entities")
    content = formatted(given["text"], mode, entities)
    body = _entities({"text": content.text}, "text_entities", content.entities)
    return _only_emoji(body, "text_entities") | _media_of(context, given.get("media"), "media")


def _only_emoji(body: Body, name: str) -> Body:
    """Bot API: of a poll's question and options "only custom emoji entities are allowed"."""
    kept = [each for each in body.get(name, ()) if each["type"] == "custom_emoji"]
    rest = {key: value for key, value in body.items() if key != name}
    return _entities(rest, name, kept)


def _quiz(call: Call, options: int) -> Body:
    correct = call.nested("correct_option_ids", "correct option identifiers")
    if correct is None and "correct_option_id" in call.params:
        correct = [call.whole("correct_option_id", -1)]
    if not correct or not all(isinstance(n, int) and 0 <= n < options for n in correct):
        raise bad_request("wrong correct option ID specified")
    fields: Body = {"correct_option_ids": correct}
    if len(correct) == 1:  # for libraries that know of one only; the server still tells it
        fields["correct_option_id"] = correct[0]
    explanation = _part(call, "explanation")
    if width(explanation.get("explanation", "")) > EXPLANATION_UNITS:
        raise bad_request("message caption is too long")
    return fields | explanation


def _closing(context: CallContext) -> Body:
    """The server tells both or neither, whichever was given. It is not closed by itself here."""
    now, call = context.world.clock.date(), context.call
    period = min(max(call.whole("open_period"), 0), LONGEST_POLL)
    until = now + period if period else call.whole("close_date")
    if until <= now:
        return {}
    return {"open_period": until - now, "close_date": until}


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
