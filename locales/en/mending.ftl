# Texts about mending what was sent: corrections, taking it back, pins.

skipped-expired = not before its end
skipped-gone = the message is not there any more
skipped-late = older than 48 hours
skipped-unknown = the number of the message is not known

mending-running =
    { $kind ->
        [edit] ✏️ Correcting: { $title } · #{ $number }
        [recall] 🗑 Taking back: { $title } · #{ $number }
        [pin] 📌 Pinning: { $title } · #{ $number }
       *[unpin] 📍 Unpinning: { $title } · #{ $number }
    }
mending-paused =
    { $kind ->
        [edit] ⏸ Correction paused: { $title } · #{ $number }
        [recall] ⏸ Taking back paused: { $title } · #{ $number }
        [pin] ⏸ Pinning paused: { $title } · #{ $number }
       *[unpin] ⏸ Unpinning paused: { $title } · #{ $number }
    }
mending-finished =
    { $kind ->
        [edit] ✏️ Corrected: { $title } · #{ $number }
        [recall] 🗑 Taken back: { $title } · #{ $number }
        [pin] 📌 Pinned: { $title } · #{ $number }
       *[unpin] 📍 Unpinned: { $title } · #{ $number }
    }
mending-cancelled =
    { $kind ->
        [edit] ⏹ Correction cancelled: { $title } · #{ $number }
        [recall] ⏹ Taking back cancelled: { $title } · #{ $number }
        [pin] ⏹ Pinning cancelled: { $title } · #{ $number }
       *[unpin] ⏹ Unpinning cancelled: { $title } · #{ $number }
    }
mending-act =
    { $kind ->
        [edit] correction of { $title }
        [recall] taking back { $title }
        [pin] pinning { $title }
       *[unpin] unpinning { $title }
    }
mending-of =
    { $kind ->
        [edit] ✏️ This gives those who have #{ $number } the new message in its place.
        [recall] 🗑 This deletes #{ $number } for everybody who has it.
        [pin] 📌 This pins #{ $number } for everybody who has it.
       *[unpin] 📍 This unpins #{ $number } for everybody who has it.
    }
mending-done =
    { $kind ->
        [edit] ✅ Corrected: { $count } of { $total }
        [recall] ✅ Deleted: { $count } of { $total }
        [pin] ✅ Pinned: { $count } of { $total }
       *[unpin] ✅ Unpinned: { $count } of { $total }
    }
mending-gone = 🕳 Gone already: { $count }
mending-late = ⌛️ Too late, older than 48 h: { $count }
mending-unknown = ❔ May have it, but the number of the message is not known: { $count }
mending-not-done =
    { $kind ->
        [edit] Whoever was left when it was cancelled keeps the old message, and counts as skipped.
        [recall] Whoever was left when it was cancelled keeps the message, and counts as skipped.
        [pin] Whoever was left when it was cancelled is without the pin, and counts as skipped.
       *[unpin] Whoever was left when it was cancelled keeps the pin, and counts as skipped.
    }
mending-failed = ❌ Why it did not work:
mending-again = 🔁 To try it once more, tap the same again on the card of #{ $number }: nobody gets anything twice.
mending-cancel-sure =
    { $kind ->
        [edit]
            { NUMBER($count, useGrouping: 0) ->
                [one] ⏹ Cancel the correction of “{ $title }”? { NUMBER($count, useGrouping: 0) } recipient keeps the old message.
               *[other] ⏹ Cancel the correction of “{ $title }”? { NUMBER($count, useGrouping: 0) } recipients keep the old message.
            }
        [recall]
            { NUMBER($count, useGrouping: 0) ->
                [one] ⏹ Stop taking back “{ $title }”? { NUMBER($count, useGrouping: 0) } recipient keeps it.
               *[other] ⏹ Stop taking back “{ $title }”? { NUMBER($count, useGrouping: 0) } recipients keep it.
            }
        [pin]
            { NUMBER($count, useGrouping: 0) ->
                [one] ⏹ Stop pinning “{ $title }”? It stays unpinned for { NUMBER($count, useGrouping: 0) } recipient.
               *[other] ⏹ Stop pinning “{ $title }”? It stays unpinned for { NUMBER($count, useGrouping: 0) } recipients.
            }
       *[unpin]
            { NUMBER($count, useGrouping: 0) ->
                [one] ⏹ Stop unpinning “{ $title }”? It stays pinned for { NUMBER($count, useGrouping: 0) } recipient.
               *[other] ⏹ Stop unpinning “{ $title }”? It stays pinned for { NUMBER($count, useGrouping: 0) } recipients.
            }
    }
mending-stopped =
    ⏹ Cancelled: { $title }
    Where it was done it stays done; the others keep what they have.
reason-content-edit = Telegram refuses the new message. Cancel this correction and send a better one from the card.

correct = ✏️ Correct
correct-how = ✏️ Send me the message that takes the place of “{ $title }” for everybody who has it. Options stay as they are.
correct-caption = 💬 A text becomes the new caption, and the picture or the file stays.
correct-caption-alone = ✏️ “{ $title }” stays, for Telegram does not replace it. Send me a text: it becomes the caption for everybody who has it.
correct-buttons-alone = ✏️ “{ $title }” stays, for Telegram does not replace it: only the buttons below it can be others.
correct-here = 👉 This is about: { $name }
correct-running = ⏸ It is still being sent: it stands still while those who have it are written down, and goes on by itself with the new message.
correct-cannot =
    ✏️ “{ $title }” cannot be corrected.
    { $why }
correct-buttons = 🔘 Other buttons
correct-buttons-how = 🔘 Send me the buttons that take the place of those below it, as for a draft: “Text - https://link”, a line for each row.
correct-compare = 👁 Old and new
correct-meanwhile = ⚠️ Another admin has corrected it meanwhile, so nothing was changed. Here is what people have now; Confirm corrects that.
correct-above = ☝️ Above: as they have it now, and below that as it will be.
correct-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] Correct it for { NUMBER($count, useGrouping: 0) } recipient? Or send me another message in its place.
       *[other] Correct it for { NUMBER($count, useGrouping: 0) } recipients? Or send me another message in its place.
    }
correct-sure-running =
    { NUMBER($count, useGrouping: 0) ->
        [one] Correct it? { NUMBER($count, useGrouping: 0) } recipient has it so far. Or send me another message in its place.
       *[other] Correct it? { NUMBER($count, useGrouping: 0) } recipients have it so far. Or send me another message in its place.
    }
correct-more = ✏️ Another of its messages
correct-not = Leave it as it was
mending-message = message { $number }
mending-refused = ⚠️ Telegram refuses the new message: “{ $detail }”. Please send a better one.
mending-unseen = ⚠️ Telegram did not answer, so old and new could not be shown. “Old and new” tries again.

cannot-mend-not-sent = It was not sent yet. Change the draft instead.
cannot-mend-mending = This one only mends another broadcast: open the card of that one.
cannot-mend-running = ⏳ It is still being sent. Wait for its end, or stop it first.
cannot-mend-finding-out = 🔎 I am still finding out whether some messages arrived. Try again in a few minutes, or stop it first.
cannot-mend-under-way = ⏳ It is being corrected, taken back or pinned already, as #{ $number }. Wait until that has ended, or cancel it.
cannot-mend-nobody = Nobody has it, or I know the number of nobody’s message: there is nothing to do.
cannot-mend-pruned = The list of its messages was pruned (LEDGER_DAYS), so I do not know their numbers any more.
cannot-mend-other-bot = Another bot has sent it, and this one cannot touch its messages. Put the old token back, and it can be done.
cannot-mend-more = ⏳ Meanwhile it has begun to be sent to others, too. Please look again at what is stopped and taken back, and tap once more.
cannot-mend-too-late = ⌛️ All of it is older than 48 hours, and Telegram deletes nothing that old. You can still correct it.

cannot-edit-nothing-new = The new message says what the old one says. Send another one.
cannot-edit-variants = It has other languages or versions now than when it was sent. Open the correction anew.
cannot-edit-count = It was sent as another number of messages, and that stays.
cannot-edit-items = An album keeps as many items as it was sent with. Send one with the same number.
cannot-edit-forwarded = A forwarded message cannot be edited. You can take it back and send a new one.
cannot-edit-paid = What was sent for Stars cannot be edited. You can take it back and send a new one.
cannot-edit-poll = A poll cannot be edited. You can take it back and send a new one.
cannot-edit-copied = A copied checklist cannot be edited. You can take it back and send a new one.
cannot-edit-kind = Telegram does not turn this kind of message into that one: send the same kind, a text for a text, a picture or a video for a picture.
cannot-edit-medium = A voice message, a sticker, a round video or the like stays what it is. Its buttons can be others, and so can the caption of a voice message: send that as a text.
cannot-edit-album-kind = In an album, music stays music and a document a document; pictures and videos may change places.
cannot-edit-album-buttons = An album has no buttons.

recall = 🗑 Take back
recall-stop = 🗑 Stop and take back
recall-sure = 🗑 Delete “{ $title }” for everybody who has it? This cannot be undone.
recall-stop-sure = 🗑 Stop “{ $title }” and delete it for everybody who has it? Whoever has not got it does not get it any more. This cannot be undone.
recall-cannot = 🗑 “{ $title }” cannot be taken back.
recall-all-until =
    { NUMBER($count, useGrouping: 0) ->
        [one] ⏱ { NUMBER($count, useGrouping: 0) } can be taken back if you begin by { $moment }: Telegram deletes nothing that is older than 48 hours.
       *[other] ⏱ All { NUMBER($count, useGrouping: 0) } can be taken back if you begin by { $moment }: Telegram deletes nothing that is older than 48 hours.
    }
recall-part = ⌛️ { $count } of { $total } can still be taken back if you begin now, the oldest first; the others are older than 48 hours, or will be before their turn comes.
recall-takes = It takes about { $duration }.
recall-dice = 🎲 Telegram lets bots delete a dice in a private chat only once it is a day old.
recall-others = 📣 It is still being sent to others as #{ $number }: { $count } of { $total } have it. That is stopped and taken back, too.
recall-waiting =
    { NUMBER($count, useGrouping: 0) ->
        [one] ⚖️ { NUMBER($count, useGrouping: 0) } recipient waits for the better version, and gets nothing any more.
       *[other] ⚖️ { NUMBER($count, useGrouping: 0) } recipients wait for the better version, and get nothing any more.
    }
recall-all-yes = 🗑 Yes, stop and take back all of it
recall-yes = 🗑 Yes, take it back
recall-stop-yes = 🗑 Yes, stop and take back

pin = 📌 Pin
unpin = 📍 Unpin
pin-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] 📌 Pin “{ $title }” for { NUMBER($count, useGrouping: 0) } recipient? In private chats nobody is notified.
       *[other] 📌 Pin “{ $title }” for { NUMBER($count, useGrouping: 0) } recipients? In private chats nobody is notified.
    }
pin-first = Of its messages the first one is pinned.
pin-yes = 📌 Yes, pin it ({ $count })
unpin-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] 📍 Take the pin of “{ $title }” away for { NUMBER($count, useGrouping: 0) } recipient? The message stays.
       *[other] 📍 Take the pin of “{ $title }” away for { NUMBER($count, useGrouping: 0) } recipients? The message stays.
    }
unpin-yes = 📍 Yes, unpin it

mended-line =
    { $kind ->
        [edit] ✏️ Correction #{ $number }, { $moment }: { $count } of { $total }
        [recall] 🗑 Taking back #{ $number }, { $moment }: { $count } of { $total }
        [pin] 📌 Pinning #{ $number }, { $moment }: { $count } of { $total }
       *[unpin] 📍 Unpinning #{ $number }, { $moment }: { $count } of { $total }
    }
mended-number = { $mark } #{ $number }
mended-parent = ↩️ #{ $number }

deletes-never = 🗑 Deletes itself: never
deletes-after = 🗑 Deletes itself after { $duration }
deletes-how = 🗑 When shall it delete itself? The time begins when everybody has it. It ends 47 h after the launch at the latest: Telegram deletes nothing that is older than 48 h.
deletes-dice = 🎲 Telegram lets bots delete a dice in a private chat only once it is a day old: with 1 h or 12 h it stays.
deletes-no = Never: it stays
options-name-deletes = deletes itself after { $duration }
mended-deletes = 🗑 Deletes itself { $moment }
control-being-mended = ✏️ Who has it is just being written down for its correction. It goes on by itself in a moment.
notice-deletes-itself = 🗑 { $title } deletes itself now, as you chose: #{ $number } takes it back from everybody who has it.
