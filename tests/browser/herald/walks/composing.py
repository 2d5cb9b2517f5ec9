"""A draft of several messages, with buttons that count, for its readers by name."""

from handlers.admin.states import Compose, DraftWindows, TemplateWindows
from tests.browser.guide import Guide
from tests.browser.herald.walks.taps import Texts, ends, menu, passes, tap
from tests.browser.screen import Screen

WINDOWS = {
    *(Compose.messages, Compose.one_message, Compose.personal, Compose.fallback, Compose.rich),
    *(Compose.languages, Compose.new_language, Compose.version),
    *(TemplateWindows.name, TemplateWindows.list, TemplateWindows.card),
    *(TemplateWindows.rename, TemplateWindows.remove, DraftWindows.discard),
}
DRAFT = "This is what people will get"
RICH = "# The plan\n\n| Town | Readers |\n| --- | --- |\n| Rome | 120 |\n| Oslo | 45 |"
BUTTONS = "🟢 Red - answer: Red it is! #red | 🔵 Blue - answer: Blue it is!"


async def composing(screen: Screen, guide: Guide) -> None:
    await screen.write("/broadcast")
    await passes(screen, "Send me the message")
    await screen.write("Dear {username}, which colour shall the next issue have?")
    await passes(screen, DRAFT)
    await messages(screen, guide)
    await personal(screen, guide)
    await tap(screen, "Buttons")
    await passes(screen, "Send me the buttons")
    await screen.write(BUTTONS)
    await guide.window("draft-full", DRAFT, "2 messages", buttons=["Audience", "Personal"], above=3)
    await languages(screen, guide)


async def messages(screen: Screen, guide: Guide) -> None:
    await tap(screen, "Messages")
    await passes(screen, "Messages: 1 of 10")
    await screen.write("Tap one below: everybody sees how all have voted.")
    await guide.window(
        "messages", "Messages: 2 of 10", of=Compose.messages, buttons=["1. ", "2. ", "Undo", "Done"]
    )
    await tap(screen, "2. ")
    choices = ("Replace", "Up", "Remove", "Back")
    await guide.window("one-message", "Message 2 of 2", of=Compose.one_message, buttons=choices)
    await tap(screen, "Back", below="Message 2 of 2")
    await tap(screen, "Done", below="Messages: 2 of 10")
    await passes(screen, DRAFT)


async def personal(screen: Screen, guide: Guide) -> None:
    """Not everybody has a user name: what stands there then is asked for."""
    await tap(screen, "Personal")
    choices: Texts = ("{first_name}", "Typical", "Longest", "Nothing known")
    words = "A text can say something of its reader"
    await guide.window("personal", words, of=Compose.personal, buttons=choices)
    await tap(screen, "Back")
    await passes(screen, DRAFT)
    await tap(screen, "Send now")
    choices = ("Send anyway", "Say something else")
    await guide.window("confirm-nameless", "recipients?", "it will have a gap", buttons=choices)
    await tap(screen, "Say something else")
    words = "What should stand there"
    await guide.window("fallback", words, of=Compose.fallback, buttons=["Back"])
    await screen.write("reader")
    await passes(screen, "Dear reader")
    await passes(screen, DRAFT)


async def languages(screen: Screen, guide: Guide) -> None:
    await tap(screen, "Languages", below=DRAFT)
    how = "A broadcast can have a version for each language"
    await tap(screen, "Add a language", below=how)
    which = "Which language?"
    await guide.window("language-which", which, of=Compose.new_language, buttons=["Russian"])
    await tap(screen, "Russian", below=which)
    await guide.window("language-send", "Send me the message for", of=Compose.version)
    await screen.write("Дорогой {first_name}, какого цвета будет следующий номер?")
    await tap(screen, "Done", below="Messages: 1 of 10")  # it may have several, as the first has
    await passes(screen, DRAFT)
    await tap(screen, "Languages", below=DRAFT)
    choices = ("Everybody else", "Russian", "Add a language", "Back")
    await guide.window("languages", how, "everybody else: ", of=Compose.languages, buttons=choices)
    await tap(screen, "Everybody else", below=how)
    await tap(screen, "Back", below=how)
    await passes(screen, DRAFT)


async def rich(screen: Screen, guide: Guide) -> None:
    """A draft of its own, which is thrown away again."""
    await screen.write("/broadcast")
    await tap(screen, "Rich", below="Send me the message")
    words = "Send me the source of a rich message"
    await guide.window("rich", words, of=Compose.rich, buttons=["Back"])
    await screen.write(RICH)
    await ends(screen, DRAFT)
    await guide.window("rich-draft", DRAFT, above=1)
    await tap(screen, "Discard")
    await ends(screen, "Discard this draft?")
    await tap(screen, "Yes, discard it")
    await ends(screen, "Your menu")


async def templates(screen: Screen, guide: Guide) -> None:
    """The draft is kept under a name."""
    await menu(screen)
    await tap(screen, "All drafts")
    await tap(screen, "Dear ", below="Drafts of all admins")
    await tap(screen, "Discard", below="Begun by")
    choices: Texts = ("Yes, discard it", "No, keep it")
    words = "Throw away the draft"
    await guide.window("draft-discard", words, of=DraftWindows.discard, buttons=choices)
    await tap(screen, "No, keep it", below=words)
    await tap(screen, "Save as template", below="Begun by")
    words = "What is the template to be called?"
    await guide.window("template-name", words, of=TemplateWindows.name, buttons=["Back"])
    await screen.write("Survey")
    await passes(screen, "The template is saved")
    await menu(screen)
    await tap(screen, "Templates")
    await guide.window("templates", "📑 Templates", of=TemplateWindows.list, buttons=["Survey"])
    await tap(screen, "Survey")
    choices = ("New broadcast from it", "Rename", "Delete")
    await guide.window("template", "📑 ", of=TemplateWindows.card, buttons=choices)
    await tap(screen, "Rename")
    words = "to be called? Send me a name"
    await guide.window("template-rename", words, of=TemplateWindows.rename, buttons=["Back"])
    await tap(screen, "Back")
    await tap(screen, "Delete", below="📑 ")
    choices = ("Yes, delete it", "No, keep it")
    words = "Delete the template"
    await guide.window("template-delete", words, of=TemplateWindows.remove, buttons=choices)
    await tap(screen, "No, keep it")
