compose-send-message =
    ✏️ Send me the message to broadcast.

    A text with any formatting, a photo, a video, an animation, a document, an audio, a voice or video note, a sticker, a poll, a place or a contact. You will see it as people will get it before anything is sent.
compose-send-replacement = ✏️ Send me the message to put in its place. Buttons and options stay.
compose-leave = ✖️ Never mind
compose-left = OK. Nothing was written, nothing is saved.
compose-discarded = 🗑 The draft is gone.
compose-kept = 📝 The draft is kept: you can go on with it whenever you like.
compose-discard-sure = 🗑 Discard this draft? It cannot be brought back.
compose-discard-yes = 🗑 Yes, discard it
compose-discard-no = No, keep it

compose-draft = 👆 This is what people will get. What next?
compose-refused =
    ⚠️ Telegram does not accept this message. It says: “{ $detail }”

    Replace it, or change its buttons.
compose-refused-you =
    ⚠️ Telegram does not let me show you this message:

    { $detail }

    If that is about you or your settings (you take no voice messages, say), others will get it all the same. Should the message itself be at fault, the broadcast pauses by itself.
compose-send-anyway = 🚀 Send it all the same
compose-unseen = ⚠️ I could not show you the message: Telegram did not answer. Please try again.
poll-hint-counted = 🗳 Everybody votes in a poll of their own and sees no other votes there. The report adds all votes up.
poll-hint-anonymous = 🗳 Everybody votes in a poll of their own and sees no other votes there. It is anonymous, and I count votes only in polls that are not.
poll-hint-in-common = 🔘 For a vote whose figures everybody sees, tap “Make it a vote in common”: it becomes a message with answer buttons.
poll-hint-buttons = 🔘 For a vote whose figures everybody sees, send a text with answer buttons instead (Buttons: “Red - answer: Thanks!”).
poll-hint-untold = ℹ️ Telegram does not tell bots whether options are shuffled or results hidden until the end: say so again in Options. That people may add options does not come along.
poll-hint-closes = ⏰ It closes on { $moment }; nobody gets it after that.
poll-lost-close-date = ⚠️ Its closing time has passed or is too near: people get it without one.
poll-lost-closed = ⚠️ It is closed: people get one that is open.
poll-lost-members-only = ⚠️ That only longtime members may vote does not come along: Telegram allows it in channels only.
poll-lost-countries = ⚠️ The countries in which people may vote do not come along: Telegram allows them in channels only.
poll-lost-media = ⚠️ A file in it is of a kind that bots cannot send: people get the poll without it.
compose-options-on = ⚙️ { $options }
compose-buttons = 🔘 Buttons
compose-options = ⚙️ Options
compose-send-test = 🧪 Send test
compose-send-now = 🚀 Send now
compose-show-again = 🔄 Show it again
compose-replace = ✏️ Replace
compose-discard = 🗑 Discard

compose-note-test-sent = 🧪 The test is above: only you got it.
compose-note-test-refused = ⚠️ Telegram did not let me send you the test. That may be about you or your settings; others may get the message all the same.
compose-note-test-failed = ⚠️ The test could not be sent. Please try again.
compose-note-tap-replace = ℹ️ The draft is unchanged. To replace a message or to add one, tap Messages below the draft.
compose-note-edited = ✏️ You edited your message, and the draft with it.
compose-note-edit-unusable = ⚠️ You edited your message into something that cannot be broadcast: the draft is as it was.
compose-note-live = 📍 A live location goes out as the place where it was when you sent it. It will not move.
compose-note-slash = ℹ️ This is not one of my commands, so I took it as the message.
compose-note-nobody = ⚠️ Nobody is subscribed, so nothing was sent.
compose-note-audience-changed = ⚠️ Whom it is for was changed while I counted, so nothing was sent yet. Please look once more.

compose-cannot-empty = ⚠️ This message is empty. Send me one that says something.
compose-cannot-quiz = ⚠️ Telegram does not tell me the right answer of this quiz. Make a new quiz here in this chat instead of forwarding one.
compose-cannot-paid = ⚠️ Paid media cannot be copied. Send me the photo or video itself.
compose-cannot-story = ⚠️ Stories cannot be copied. Send me an ordinary message.
compose-cannot-read = ⚠️ I could not read all of this message, so I took none of it. Try simpler formatting, or send me an ordinary message.
compose-cannot-other = ⚠️ Messages of this kind cannot be broadcast yet. Send me an ordinary one.

options-title = ⚙️ How should it be sent?
options-look = ✉️ How it looks
options-look-title = ✉️ How should it look?
options-hours = 🌙 Hours, end, deletion
options-hours-title = 🌙 When may it be sent, and how long does it stay?
options-speed = 🚀 Order and speed
options-speed-title = 🚀 Before whom is it sent, and how fast?
options-silent-on = ✅ Silent: no sound
options-silent-off = ⬜️ Silent: no sound
options-protected-on = ✅ Protected: no forwarding
options-protected-off = ⬜️ Protected: no forwarding
options-no-preview-on = ✅ No link preview
options-no-preview-off = ⬜️ No link preview
options-urgent-on = ✅ Urgent: before all others
options-urgent-off = ⬜️ Urgent: before all others
options-paid-on = ✅ Paid: faster for Stars
options-paid-off = ⬜️ Paid: faster for Stars
options-cap =
    💫 At most { NUMBER($cap, useGrouping: 0) } { NUMBER($cap, useGrouping: 0) ->
        [one] Star
       *[other] Stars
    }
options-when-spent-free = 🐢 When spent: go on for free
options-when-spent-pause = ⏸ When spent: pause
options-unpayable = 💫 This message cannot be paid for: Telegram takes no Stars for forwarding or for copying several messages at once.
options-name-silent = silent
options-name-protected = protected
options-name-no-preview = no link preview
options-name-urgent = urgent
options-name-paid =
    paid, at most { NUMBER($cap, useGrouping: 0) } { NUMBER($cap, useGrouping: 0) ->
        [one] Star
       *[other] Stars
    }

stars-how =
    💫 How many Stars may this broadcast cost at most? Tap a number, or send me one from 1 to 1000000.

    Telegram sends up to 1000 messages a second for 0.1 Star each. The first 30 of each second are free, and messages that fail cost nothing. Paid broadcasts have to be switched on in @BotFather.
stars-bad-cap = ⚠️ Please send a whole number from 1 to 1000000.

confirm-unseen = ⚠️ You have not seen this message the way people will get it.
confirm-question =
    { NUMBER($recipients, useGrouping: 0) ->
        [0] 🚀 Nobody is subscribed, so there is nobody to send it to.
        [one] 🚀 Send it to { NUMBER($recipients, useGrouping: 0) } recipient? It will take about { $duration }.
       *[other] 🚀 Send it to { NUMBER($recipients, useGrouping: 0) } recipients? It will take about { $duration }.
    }
confirm-launch = ✅ Confirm
confirm-paid =
    💫 It will cost about { NUMBER($cost, useGrouping: 0) } { NUMBER($cost, useGrouping: 0) ->
        [one] Star
       *[other] Stars
    }, at most { NUMBER($cap, useGrouping: 0) }. Without Stars it would take about { $slow }.
confirm-balance =
    💰 Balance: { NUMBER($balance, useGrouping: 0) } { NUMBER($balance, useGrouping: 0) ->
        [one] Star
       *[other] Stars
    }
confirm-balance-unknown = ⚠️ Telegram is not telling the Star balance right now. Until it does, messages go at the free rate.
confirm-short-cap =
    ⚠️ Sending all of it fast would cost { NUMBER($wanted, useGrouping: 0) } { NUMBER($wanted, useGrouping: 0) ->
        [one] Star
       *[other] Stars
    }, more than you allow.
confirm-short-balance =
    ⚠️ Sending all of it fast would cost { NUMBER($wanted, useGrouping: 0) } { NUMBER($wanted, useGrouping: 0) ->
        [one] Star
       *[other] Stars
    }, more than the balance.
confirm-no-stars-free = ⚠️ The bot has no Stars, so it goes at the free rate, and fast once you top up.
confirm-no-stars-pause = ⚠️ The bot has no Stars, so it will soon pause. Top up first, or choose in the options that it goes on at the free rate.
confirm-then-free = Once they are spent, it goes on at the free rate.
confirm-then-pause = Once they are spent, it pauses.
confirm-unpayable = ℹ️ This message cannot be paid for, so it goes at the free rate.
