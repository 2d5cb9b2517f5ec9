inbox-kept = ✉️ Thank you! The team gets to read this, and an answer comes here.
inbox-too-much = That was a lot at once: what you write from here on does not reach the team. Please go on in a minute.

menu-replies = ✉️ Replies{ $some ->
        [yes] { " " }({ $count })
       *[no] { "" }
    }
replies-title = ✉️ Replies: what people wrote after your broadcasts{ $paged ->
        [yes] { " " }(page { $page } of { $pages })
       *[no] { "" }
    }
replies-waiting =
    { NUMBER($count, useGrouping: 0) ->
        [one] { NUMBER($count, useGrouping: 0) } person waits for an answer.
       *[other] { NUMBER($count, useGrouping: 0) } people wait for an answer.
    }
replies-none = Nobody waits for an answer.
replies-row = #{ $number } · 👥 { NUMBER($count, useGrouping: 0) } · { $title }
replies-everybody = 👥 Everybody who wrote
replies-after = ✉️ They wrote after #{ $number } and wait for an answer{ $paged ->
        [yes] { " " }(page { $page } of { $pages })
       *[no] { "" }
    }
replies-all = ✉️ Everybody who wrote, the newest first{ $paged ->
        [yes] { " " }(page { $page } of { $pages })
       *[no] { "" }
    }
replies-person-waits = ✉️ { NUMBER($count, useGrouping: 0) } · { $name } ({ $id })
replies-person-done = ✅ { $name } ({ $id })
replies-person = 💬 { $name }
replies-person-waiting =
    { NUMBER($count, useGrouping: 0) ->
        [one] ✉️ { NUMBER($count, useGrouping: 0) } message waits for an answer; it came { $moment }.
       *[other] ✉️ { NUMBER($count, useGrouping: 0) } messages wait for an answer; the newest came { $moment }.
    }
replies-person-answered = ✅ { $name } answered { $moment }.
replies-person-held = ✍️ { $name } has been writing an answer since { $moment }.
replies-show = 👀 Show the messages
replies-earlier = 👀 Show earlier ones
replies-answer = ↩️ Answer
replies-take-over = ↩️ Take over and answer
replies-settle = ☑️ Needs no answer
replies-settled = ☑️ What has come so far needs no answer.
replies-faster = Another admin was faster and is writing an answer. The window says who.
replies-overtaken = ⚠️ Another admin took this over while you were writing, so your answer was not sent.
replies-how = ↩️ Send me your answer to { $name }. It quotes their latest message. Whatever you send goes there at once: a text, a photo, a voice message …
replies-never-mind = ↩️ No answer now
replies-sent = ✅ Your answer is there.
replies-blocked = ⚠️ Your answer did not arrive: they have blocked the bot.
replies-refused = ⚠️ Telegram did not take your answer. It says: “{ $detail }”
replies-unanswered = ⚠️ Telegram did not say whether your answer arrived. Before you send it again, wait a little: they may write back.
replies-wait = ⚠️ Telegram wants the bot to wait, so your answer was not sent. Please try again in a minute.
replies-unseen = ⚠️ I could not show you the messages: Telegram did not answer. Please try again.
replies-not-shown = ⚠️ Not shown: { $count }. Their author has deleted them, or Telegram does not let them be copied.
replies-gone = They have asked to be forgotten: nothing of what they wrote is kept any more.

owner-settings-autoreply = ✉️ Replies
autoreply-title = ✉️ Whoever writes to the bot after a broadcast is told once a day that it was kept. Tap a language to change what they are told in it.
autoreply-line = { $language }: { $words }
autoreply-how =
    ✉️ Send me the text that they are told. Formatting is kept.

    Now it is:

    { $words }
autoreply-unusable = ⚠️ That cannot be used: please send a text of at most { $most } characters.
autoreply-remove = 🗑 The usual words
autoreply-no-group = 🗂 Answers can come from a group, too: turn on topics there, make me an administrator who may manage topics, and send /inbox in it. Each person gets a topic of their own.
autoreply-group = 🗂 What people write is copied to the group { $title }, and what admins answer there goes back.
autoreply-group-off = 🚫 No more copies to the group

inbox-on =
    ✅ What people write after broadcasts comes here from now on, a topic for each of them. What the admins of this bot write in such a topic goes back to that person; 👍 means that it is there. Notes for one another begin with //

    Everybody in this group can read along. /inbox off ends it.
inbox-here = ✅ What people write already comes here. /inbox off ends it.
inbox-off = What people write does not come here any more. In my menu you still find it, under Replies.
inbox-owners-only = Only owners of this bot can decide that: whoever is in the group reads what people write.
inbox-no-topics = This group has no topics. Turn them on in its settings, and send /inbox again.
inbox-no-rights = I may not make topics here. Make me an administrator who may manage topics, and send /inbox again.
inbox-rush-topic = ✉️ Many at once
inbox-rush = ✉️ Messages that came at once: { $messages }, people: { $people }. Telegram lets me write too little here to copy them all; you find them in my menu, under Replies.
inbox-edited = ✏️ This message was edited. As it is now:
inbox-not-an-admin = ⚠️ This stays in the group: only admins of this bot can answer people.
inbox-held = ⚠️ Not sent: another admin is writing an answer in my menu just now.
