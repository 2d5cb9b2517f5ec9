menu-series = 📬 Series
series-title = 📬 Series: messages that come by themselves, one after the other, from the moment on at which a series begins for somebody.{ $paged ->
        [yes] { " " }(page { $page } of { $pages })
       *[no] { "" }
    }
series-empty = 📬 A series is messages that come by themselves, one after the other, to everybody from the moment on at which it begins for them: when they subscribe, say. There is none yet.
series-new = ✏️ New series
series-row = { $sign } { $name } · { $steps } ✉️ · { $waiting } ⏳
series-gone = This series, or this message of it, is not there any more.

series-name-new = 📬 What is the series to be called? Send me a name of up to { $most } characters. Only admins see it.
series-name-how = ✏️ What is it to be called? Send me a name of up to { $most } characters.
series-name-taken = ⚠️ There is a series with this name already. Please send another name.
series-name-bad = ⚠️ I need a name as a text, of { $most } characters at most. Please send it again.
series-full = ⚠️ There are { $most } series already. Please delete a draft, or one that has ended, first.
series-steps-full = ⚠️ A series has { $most } messages at most. Remove one, or begin another series when this one has ended.
series-no-steps = ⚠️ A series needs a message. Add one under Messages.
series-no-versions = ⚠️ A message of a series has no versions to be tried against each other. Please send one message.
series-no-beginning = ⚠️ Nothing begins this series yet. Choose it under Begins.
series-signals-full = ⚠️ { $most } of these are the most. Take one away first.
series-signal-bad = ⚠️ This cannot be chosen here. Please choose another one.
series-expiry-bad = ⚠️ It is between a minute and a year. Please choose another one.
series-state = ⚠️ Somebody has changed the series meanwhile. This is how it stands now.
series-missing = ⚠️ Its conditions ask about something that was deleted. Choose them anew under For whom.
series-under-way = ⚠️ Those who are here already are just being put in.

series-draft = 📝 A draft: nobody is in it yet.
series-running = ▶️ It runs.
series-paused = ⏸ Paused: everybody keeps their place, and nobody gets a message.
series-paused-restored = ⏸ Paused, because a backup was put back, which does not know what was sent since. Resume sends to nobody what they may have already.
series-paused-other-bot = ⏸ Paused, because the bot’s token is another bot’s now. Resume it if it is to go on with this one.
series-ended = ⏹ Ended: nobody gets anything from it any more.
series-card =
    📬 { $name }
    { $state }
series-in-it = Waiting for a message: { $waiting } · got all of them: { $finished }
series-enrolling = ⏳ Those who are here already are being put in.
series-begins = 🚪 It begins for whoever (any of these is enough):
series-begins-never = 🚪 Nothing begins it yet: choose it under Begins.
series-ends = 🏁 It ends for whoever leaves or blocks the bot, and after the last message.
series-ends-also = And for whoever:
series-whom = Of these, for: { $whom }
series-late = ⏰ { $late }
series-no-steps-yet = ✉️ There are no messages yet.
series-steps = ✉️ Messages ({ NUMBER($count, useGrouping: 0) })
series-to-begins = 🚪 Begins
series-to-ends = 🏁 Ends
series-to-whom = 👥 For whom
series-to-late = ⏰ Too late
series-try = 👁 Try it on me
series-stop-trying = ⏹ Stop trying
series-trying = 👁 The first message is on its way, and then one comes a minute, whatever the waits are. Only you get them.
series-start = ▶️ Start
series-pause = ⏸ Pause
series-resume = ▶️ Resume
series-put-in = 👥 Put in those here
series-end = ⏹ End the series
series-started = ✅ The series runs.

series-at-once = at once
series-later = +{ $duration }
series-same-day = same day { $clock }
series-next-day = next day { $clock }
series-days-at =
    { $count ->
        [one] { NUMBER($count, useGrouping: 0) } day, { $clock }
       *[other] { NUMBER($count, useGrouping: 0) } days, { $clock }
    }
series-step-line = { $number }. { $wait }: { $title }
series-figure-reached = 📨 { $count } reached
series-figure-waiting = ⏳ { $count } waiting
series-figure-answered = 🗳 { $count } answered
series-figure-left = 👋 { $count } left here
series-figure-blocked = 🚫 { $count } blocked here
series-figure-ended = 🏁 { $count } ended here
series-figure-failed = ❌ { $count } failed
series-figure-uncertain = ❔ { $count } uncertain
series-figure-capped = 🧢 { $count } skipped, enough that week
series-figure-late = ⏰ { $count } skipped, too late
series-more-steps =
    { $count ->
        [one] … and one more under Messages
       *[other] … and { NUMBER($count, useGrouping: 0) } more under Messages
    }

series-writing = 📬 { $name }
series-first-message = ✉️ Send me the first message. It comes when the series has begun for somebody: { $wait }. Tap another time first if you like.
series-next-message = ✉️ Message { $number } comes after the one before: { $wait }. Tap another time if you like, and send me the message; or tap Done.
series-other-wait = ⌨️ Other
series-wait-how = ⌨️ How long after the message before? Send it in words: “90 minutes”, “2 days”, “2 days 9:30”, “next day 18:00”. With a time of the day the days are those of each person’s calendar; without one, a day is 24 hours.
series-wait-unread = ⚠️ I cannot read this as a time to wait; a year is the most. Write it like “90 minutes”, “2 days” or “2 days 9:30”.
series-also =
    { $count ->
        [one] ✉️ Message { $number } ({ $wait }): also to the one person who finished? Else only those get it who come to it from now on.
       *[other] ✉️ Message { $number } ({ $wait }): also to the { NUMBER($count, useGrouping: 0) } who finished? Else only those get it who come to it from now on.
    }
series-also-yes =
    { $count ->
        [one] Yes, to that person too
       *[other] Yes, to these { NUMBER($count, useGrouping: 0) } too
    }
series-also-no = No, only who comes to it

series-steps-title = ✉️ Messages of { $name }. Tap one to look at it or to change it.
series-add-step = ✏️ Add at the end
series-step = ✉️ Message { $number } of { $count } of { $name }
series-step-wait = Comes after the message before: { $wait }
series-step-first-wait = Comes when the series has begun: { $wait }
series-step-stands = ⚠️ It stands still and wants a decision: open it under Messages.
series-step-show = 👁 Show it to me
series-step-replace = ✏️ Replace
series-step-buttons = 🔘 Buttons
series-step-to-wait = ⏳ Another wait
series-step-up = ⬆️ Up
series-step-down = ⬇️ Down
series-step-resume = ▶️ Resume this message
series-step-remove = 🗑 Remove
series-step-changed = ✅ Changed, for everybody who has not got it yet.
series-step-wait-first = ⏳ How long after the series has begun? Tap it, or send it in words: “90 minutes”, “2 days 9:30”.
series-step-wait-how = ⏳ How long after the message before does message { $number } come? Tap it, or send it in words: “90 minutes”, “2 days 9:30”. It applies to whoever gets the message before from now on.
series-replace-how = ✏️ Send me the message that takes the place of message { $number }. Its buttons stay.
series-replace-sent = Whoever has got the old one keeps it.
series-remove-sure = 🗑 Remove message { $number }?
series-remove-sure-running = 🗑 Remove message { $number }? Whoever waits for it waits for the next one instead; whoever has got it keeps it.

series-late-how = ⏰ Where the bot was down, or the series paused, a message may be late. How late may it be? Later it is left out, and the next one is waited for.
series-never-late = A late message always comes
series-late-after = Left out when it is { $duration } late

series-start-sure =
    { $count ->
        [one] ▶️ Start { $name }, with one message?
       *[other] ▶️ Start { $name }, with { NUMBER($count, useGrouping: 0) } messages?
    }
series-existing-stay = Those who are subscribed already are not in it, unless you choose so.
series-start-writing = ⚠️ There is nothing to send yet. Write the first message, and start the series then.
series-start-begins = ⚠️ Nothing begins this series yet. Choose it here, and start the series then.
series-existing-off = ⬜️ Also those here already ({ NUMBER($count, useGrouping: 0) })
series-existing-on = ✅ Also those here already ({ NUMBER($count, useGrouping: 0) })
series-start-yes = ▶️ Yes, start it
series-put-in-sure =
    { $count ->
        [one] 👥 Put the one person who is here already into { $name }? The first message comes to them as if it had begun now.
       *[other] 👥 Put the { NUMBER($count, useGrouping: 0) } people who are here already into { $name }? It begins for them now; whoever is or was in it already stays as they are.
    }
series-put-in-nobody = 👥 Nobody who is here already belongs in it.
series-put-in-yes = 👥 Yes, put them in
series-end-sure =
    { $count ->
        [0] ⏹ End { $name } for good? Nobody waits for a message of it just now.
        [one] ⏹ End { $name } for good? One person waits for a message and will not get it.
       *[other] ⏹ End { $name } for good? { NUMBER($count, useGrouping: 0) } people wait for a message and will not get it.
    }
series-end-yes = ⏹ Yes, end it
series-end-no = No, let it be
series-delete-sure = 🗑 Delete the draft { $name } with its messages?
series-delete-ended-sure = 🗑 Delete { $name }? People keep what they have got; its figures are gone for good.

series-begins-how = 🚪 For whom does { $name } begin? Any of what is chosen here is enough. Once a person: nobody gets the series twice.
series-ends-how = 🏁 What ends { $name } for somebody, besides leaving and the last message?
series-kind-subscribed = subscribed
series-kind-link = by link …
series-kind-tag = got a tag …
series-kind-answer = answered …
series-kind-field = a field was set …
series-kind-silent = silent for …
series-kind-unblocked = unblocked
series-kind-enrolled = put in from outside
series-signal-subscribed = subscribes
series-signal-unblocked = unblocks the bot
series-signal-enrolled = is put in from outside
series-signal-link = subscribes by the link { $name }
series-signal-tag = gets the tag { $name }
series-signal-field = gets a value in the field { $name }
series-signal-answer = answers { $name }
series-signal-own-answer = answers any message of this series
series-signal-one-answer = { $answer } in { $title }
series-signal-silent =
    { $count ->
        [one] is silent for a day
       *[other] is silent for { NUMBER($count, useGrouping: 0) } days
    }
series-signal-gone = (deleted)
series-any-answer = any of its answers
series-how-link = 🔗 Who subscribes by one of these links. Tap to choose, and again to take it away.
series-how-tag = 🏷 Who gets one of these tags. Tap to choose, and again to take it away.
series-how-field = 📋 Who gets a value in one of these fields. Tap to choose, and again to take it away.
series-how-answer = 🗳 Who presses one of these answers. Tap a broadcast, then its answer; again to take it away.
series-how-silent = 💤 Silent for how long? Tap, or send me the number of days.
series-none-link = 🔗 There are no links yet. Make one under Links in the menu.
series-none-tag = 🏷 There are no tags yet. Make one under Audience, Tags.
series-none-field = 📋 There are no fields yet. They come with an import, or from a program of yours.
series-none-answer = 🗳 No broadcast has answer buttons yet. Send one with a button like “Yes - answer: Thanks!” first.
series-days-unread = ⚠️ I need a number of days, { $most } at most: “30”. Please send it again.

series-tried-done =
    { $count ->
        [one] 👁 That was the series: one message.
       *[other] 👁 That was the series: { NUMBER($count, useGrouping: 0) } messages.
    }
series-tried-stopped = 👁 Trying the series has ended. Messages shown: { NUMBER($count, useGrouping: 0) }.
series-tried-restarted = 👁 The bot was restarted while you tried a series. Tap “Try it on me” to see it from the beginning.
series-tried-refused = ⚠️ Trying the series ended after { NUMBER($count, useGrouping: 0) } shown: Telegram did not take the next message ({ $detail }). Replace that message, and try again.
series-tried-gone = 👁 The series that you tried was deleted, or has no messages any more.

series-open = 📬 Open the series
series-is-step = 📬 A message of a series.
