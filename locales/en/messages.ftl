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
