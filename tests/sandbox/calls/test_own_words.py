"""What a person did with words and votes of their own, as the page reads it."""

from botapi_sandbox.control import Control
from tests.sandbox.bot_api import Api


async def test_an_edited_text_keeps_its_formatting(api: Api, control: Control) -> None:
    sent = await control.say(7, "plain")
    bold = {"type": "bold", "offset": 4, "length": 4}
    await control.edit(7, sent.message_id, text="now bold", entities=[bold])
    message = await control.last_message(7)
    assert message is not None
    assert (message["text"], message["entities"]) == ("now bold", [bold])


async def test_a_new_caption_does_not_keep_the_old_formatting(api: Api, control: Control) -> None:
    bold = {"type": "bold", "offset": 0, "length": 3}
    sent = await control.send(7, "photo", caption="old", caption_entities=[bold])
    await control.edit(7, sent.message_id, caption="new")
    message = await control.last_message(7)
    assert message is not None
    assert message["caption"] == "new"
    assert "caption_entities" not in message


async def test_a_message_tells_what_its_reader_voted_for(api: Api, control: Control) -> None:
    await control.start(7)
    poll = await api.ok("sendPoll", chat_id=7, question="Which?", options=["a", "b", "c"])
    await control.vote(7, poll["message_id"], [2])
    message = await control.last_message(7)
    assert message is not None
    assert message["sandbox"]["voted"] == [2]
    await control.vote(7, poll["message_id"], [])
    message = await control.last_message(7)
    assert message is not None
    assert message["sandbox"]["voted"] == []
