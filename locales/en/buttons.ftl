buttons-how =
    🔘 Send me the buttons, one per line:

    Text - https://link
    Text - copy: CODE
    Text - answer: Thanks!
    Text - app: https://web.app

    A link opens a site, copy copies a code, answer counts the tap and shows your words, app opens a web app (not in groups and channels). With | between them, buttons stand side by side. A 🔴, 🟢 or 🔵 in front is the colour. #word after an answer tags whoever chooses it. A single - removes all buttons.
buttons-present =
    They are now:

    { $lines }
buttons-remove = 🗑 Remove all
buttons-shares-on = ✅ Show how all have answered
buttons-shares-off = ⬜️ Show how all have answered
buttons-mistakes =
    ⚠️ Nothing was changed:

    { $lines }

    Put them right and send me all of them again.
buttons-mistakes-some =
    ⚠️ All lines but these are in place:

    { $lines }

    Send me only these again, put right: each goes where it belongs.
buttons-line = Line { $number }, “{ $line }”: { $mistake }
buttons-more-lines =
    … and { NUMBER($count, useGrouping: 0) } more { NUMBER($count, useGrouping: 0) ->
        [one] line
       *[other] lines
    }
buttons-mistake-no-link = it should look like “Text - https://link”
buttons-mistake-no-text = there is no text before the dash
buttons-mistake-long-text = the text is longer than 64 characters
buttons-mistake-bad-link = the link must be complete and begin with https://, http:// or tg://
buttons-mistake-bad-app = a web app’s link must be complete and begin with https://
buttons-mistake-no-code = there is nothing to copy after “copy:”
buttons-mistake-long-code = what is copied is longer than 256 characters
buttons-mistake-no-answer = there is nothing to say after “answer:”
buttons-mistake-long-answer = the answer is longer than 200 characters
buttons-mistake-long-tag = the tag is longer than 32 characters
buttons-mistake-long-row = there are more than 8 buttons in the row
buttons-mistake-too-many = there are more than 99 buttons in all

options-unsubscribe-on = ✅ Unsubscribe button
options-unsubscribe-off = ⬜️ Unsubscribe button

unsubscribe-button = 🔕 Unsubscribe
owner-settings-leave-words = 🔕 Unsubscribe button
leave-words-title = 🔕 Below each broadcast in private chats stands a button for leaving. What should it say? Tap a language to change its words.
leave-words-default = A broadcast without a version for its reader’s language takes the words of the bot’s main language: { $language }.
leave-words-line = { $language }: { $words }
leave-words-how = 🔕 Send me what the button should say in this language: one line of up to 64 characters. Now it says “{ $words }”.
leave-words-unusable = ⚠️ That does not fit a button. Nothing was changed.
leave-words-remove = ↩️ Back to the usual words
