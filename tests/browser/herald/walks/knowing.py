"""What is known of the subscribers: their names, segments and tags."""

from handlers.admin.states import PeopleWindows, SegmentWindows, TagWindows
from tests.browser.guide import Guide
from tests.browser.herald.walks.taps import Texts, ends, menu, passes, tap
from tests.browser.screen import Screen

WINDOWS = {*PeopleWindows, *SegmentWindows, *TagWindows}
COUNTS = "Your audience"


async def knowing(screen: Screen, guide: Guide) -> None:
    await menu(screen)
    await tap(screen, "Audience")
    await tap(screen, "Who they are", below=COUNTS)
    asked = "Whom would you like to see?"
    choices: Texts = ("Subscribed: ", "English: ", "Back")
    await guide.window("people-which", asked, of=PeopleWindows.groups, buttons=choices)
    await tap(screen, "Subscribed: ", below=asked)
    words = "Subscribed: "
    await guide.window("people", words, of=PeopleWindows.list, buttons=["Next", "Back"])
    await tap(screen, "Back", below=words)
    await tap(screen, "Back", below=asked)
    await segments(screen, guide)
    await tags(screen, guide)


async def segments(screen: Screen, guide: Guide) -> None:
    await tap(screen, "Segments", below=COUNTS)
    words = "audiences with a name"
    await guide.window("segment-list", words, of=SegmentWindows.list, buttons=["English readers"])
    await tap(screen, "English readers", below=words)
    choices: Texts = ("Who the ", "Change the conditions", "Rename", "Delete")
    await guide.window("segment", "Must, all of it", of=SegmentWindows.one, buttons=choices)
    await tap(screen, "Rename", below="Must, all of it")
    asked = "What shall it be called?"
    await guide.window("segment-rename", asked, of=SegmentWindows.name, buttons=["Back"])
    await tap(screen, "Back", below=asked)
    await tap(screen, "Delete", below="Must, all of it")
    asked = "Delete the segment"
    choices = ("Yes, delete it", "No")
    await guide.window("segment-delete", asked, of=SegmentWindows.remove, buttons=choices)
    await tap(screen, "No", below=asked)
    await tap(screen, "Back", below="Must, all of it")
    await tap(screen, "Back", below=words)
    await passes(screen, COUNTS)


async def tags(screen: Screen, guide: Guide) -> None:
    await tap(screen, "Tags", below=COUNTS)
    words = "Tags say something of a subscriber"
    await passes(screen, words)
    await tap(screen, "New tag", below=words)
    asked = "What is the new tag called?"
    await guide.window("tag-name", asked, of=TagWindows.name, buttons=["Back"])
    await screen.write("regulars")
    await ends(screen, words)
    await tap(screen, "regulars")
    await ends(screen, "nobody has it")
    await tap(screen, "Put it on")
    whom = "Whom shall I put"
    choices: Texts = ("Everyone who is subscribed", "English readers", "Back")
    await guide.window("tag-whom", whom, of=TagWindows.whom, buttons=choices)
    await tap(screen, "English readers", below=whom)
    await guide.window("tag-sure", "Put ", of=TagWindows.sure, buttons=["Yes", "No"])
    await tap(screen, "Yes")
    choices = ("Who the ", "Put it on", "Take it from", "Rename", "Delete", "Back")
    await guide.window("tag", "have it", of=TagWindows.one, buttons=choices)
    await tap(screen, "Delete", below="have it")
    asked = "Delete the tag"
    choices = ("Yes, delete it", "No")
    await guide.window("tag-delete", asked, of=TagWindows.remove, buttons=choices)
    await tap(screen, "No", below=asked)
    await tap(screen, "Back", below="have it")
    await guide.window("tags", words, of=TagWindows.list, buttons=["regulars", "New tag"])
