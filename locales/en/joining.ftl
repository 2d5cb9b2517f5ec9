join-greeting = 👋 You have asked to join { $title }. Press the button to get its news from me as well.
join-start = 🔔 Start
links-places = 🚪 Requests to join ({ NUMBER($count, useGrouping: 0) })
places-title = 🚪 Channels and groups where I may let people in. Which one is it about?
places-empty = 🚪 There is no channel or group any more where I may let people in. Make me an administrator there, with the right to add members.
places-newer = ◀️ Previous
places-older = Next ▶️
places-card =
    🚪 { $title }

    Somebody who asks to join can get a greeting from me. Its only button is a link that starts the bot: nobody is subscribed before that. Unless I let everybody in, the admins there decide.
places-greeting =
    The greeting:

    { $greeting }
places-greets-on = ✅ Greet whoever asks to join
places-greets-off = ⬜️ Greet whoever asks to join
places-approves-on = ✅ Let everybody in
places-approves-off = ⬜️ Let everybody in
places-change-greeting = ✏️ Change the greeting
places-how = ✏️ Send me the greeting as a text without formatting, up to { $most } characters.
places-usual = ↩️ The usual greeting
places-unusable = ⚠️ I need the greeting as a text of at most { $most } characters. Please send it again.
places-gone = I may not let people in there any more.
