"""To whom a draft goes."""

from handlers.admin.states import Choosing
from tests.browser.guide import Guide
from tests.browser.herald.walks.composing import DRAFT
from tests.browser.herald.walks.taps import Texts, passes, tap
from tests.browser.screen import Screen

WINDOWS = set(Choosing)


async def choosing(screen: Screen, guide: Guide) -> None:
    """Of the draft that is open."""
    await tap(screen, "Audience", below=DRAFT)
    await passes(screen, "Everyone who is subscribed")
    await tap(screen, "➕ Must")
    kinds = ("Language", "Source", "Joined", "Topic", "At random", "List of ids")
    await guide.window("audience-kinds", "What is it about?", of=Choosing.kinds, buttons=kinds)
    await tap(screen, "Language")
    choices: Texts = ("English", "Russian", "Done", "Something else")
    await guide.window("audience-values", "Which language?", of=Choosing.values, buttons=choices)
    await tap(screen, "English")
    await tap(screen, "Done", below="Which language?")
    await passes(screen, "Must, all of it")
    await tap(screen, "Must not", below="Must, all of it")
    await tap(screen, "Kind of chat", below="What is it about?")
    await tap(screen, "groups", below="Which kind of chat")
    await tap(screen, "Done", below="Which kind of chat")
    lines = ("Audience: ", "Must, all of it", "Must not, none of it", "Topic: none")
    choices = ("✖️ ", "Who the ", "Segments", "Save as segment", "Everyone", "Back")
    await guide.window("choosing", *lines, of=Choosing.main, buttons=choices)
    await tap(screen, "Topic", below="Must, all of it")
    words = "What is the broadcast about?"
    await guide.window("audience-topic", words, of=Choosing.topic, buttons=["Recipes"])
    await tap(screen, "Back", below=words)
    await tap(screen, "Save as segment", below="Must, all of it")
    await guide.window("segment-name", "What is this audience called?", of=Choosing.name)
    await screen.write("English readers")
    await passes(screen, "Saved. You find it under Segments")
    await tap(screen, "Segments", below="Saved.")
    words = "Whose conditions shall it have?"
    await guide.window("segments", words, of=Choosing.segments, buttons=["English readers"])
    await tap(screen, "Back", below=words)
    await tap(screen, "Back", below="Must, all of it")
    await passes(screen, DRAFT)
