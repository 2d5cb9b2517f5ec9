summary-everyone = 👥 Everyone
summary-now = now
summary-messages =
    { NUMBER($count, useGrouping: 0) ->
        [one] { NUMBER($count, useGrouping: 0) } message
       *[other] { NUMBER($count, useGrouping: 0) } messages
    }

compose-messages = 📚 Messages
messages-count = 📚 Messages: { $count } of { $most }. People get them in this order.
messages-next = ✏️ Send me the next message, and it is added at the end. To change one that is here, tap it.
messages-no-room = To change a message, tap it.
messages-undo = ↩️ Undo
messages-done = ✅ Done
messages-one = 📚 Message { $number } of { $count }: { $title }
messages-up = ⬆️ Up
messages-down = ⬇️ Down
messages-remove = 🗑 Remove
messages-full = ⚠️ This message was not added: a broadcast holds ten at most. Remove or replace one of them.
messages-second-poll = ⚠️ This poll was not taken: there is one in the draft whose votes are counted, and of two nobody could tell the votes apart. Send an anonymous one, or another broadcast.
messages-gone = ⚠️ The message that this one was to replace is not in the draft any more, so nothing was changed.
messages-odd-item = ⚠️ One item of this album is of a kind that bots cannot send in albums, so I took none of it. Send that one by itself.
messages-note-late-item = 📚 One more item of your album has arrived, and the draft has it.
messages-album-of-one = ⚠️ Of this album a single item has arrived, so it is an ordinary message. If there should be more, send the album again.
messages-album-gap = ⚠️ An item of the album may not have arrived: look at it above, and send the album again if one is missing.
messages-buttons-above = 🔘 Albums and forwards cannot carry buttons: these hang on message { $number }. To have them at the end, add a line of text.
messages-buttons-nowhere = ⚠️ Albums and forwards cannot carry buttons, so nobody would get yours. Add a line of text for them to hang on.
messages-unsubscribe-nowhere = 🔘 Albums cannot carry buttons, so this one comes without Unsubscribe. To have it, add a line of text.
messages-add-line = ✏️ Add a line of text
figure-partial-first = ✂️ Got only the first of the { $messages } messages: { $count }
figure-partial = ✂️ Got only the first ones of the { $messages } messages: { $count }
forwards-on = ✅ As forwarded: with its origin
forwards-off = ⬜️ As forwarded: with its origin
forwards-hint = ↪️ People get it as forwarded. Keep your message in this chat until all of them have it: it is forwarded from here.
forwards-slow = ↪️ It takes that long because Telegram lets bots forward only slowly. Copies go as fast as any other message.
forwards-too-many = ⚠️ As forwarded it can go to { $most } recipients at most, and these would be { $count }: Telegram lets bots forward only slowly and bans those that forward more. A copy looks the same without the line that says where it is from.
forwards-copy = 📄 Copy instead
summary-forwarded = as forwarded
messages-refused-at = It is about message { $number }.
preview-wait =
    { NUMBER($count, useGrouping: 0) ->
        [one] ⏳ I am showing it as people will get it, which takes { NUMBER($count, useGrouping: 0) } second more: Telegram lets a bot send about one message a second to a chat, and each item of an album is one.
       *[other] ⏳ I am showing it as people will get it, which takes { NUMBER($count, useGrouping: 0) } seconds more: Telegram lets a bot send about one message a second to a chat, and each item of an album is one.
    }
