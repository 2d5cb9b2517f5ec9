outdated-segment = This segment is no longer there: somebody has deleted it.

compose-audience = 👥 Audience

cond-or = { " or " }
cond-not = not { $condition }
cond-since = who has subscribed since { $title }
cond-language = language: { $values }
cond-source = came by: { $values }
cond-joined-within =
    { NUMBER($days, useGrouping: 0) ->
        [one] joined in the last 24 hours
       *[other] joined in the last { NUMBER($days, useGrouping: 0) } days
    }
cond-joined-after = joined on { $day } or later
cond-joined-before = joined before { $day }
cond-joined-between = joined from { $first } to { $last }
cond-seen-within =
    { NUMBER($days, useGrouping: 0) ->
        [one] seen in the last 24 hours
       *[other] seen in the last { NUMBER($days, useGrouping: 0) } days
    }
cond-seen-longer =
    { NUMBER($days, useGrouping: 0) ->
        [one] not seen for 24 hours
       *[other] not seen for { NUMBER($days, useGrouping: 0) } days
    }
cond-seen-after = seen on { $day } or later
cond-seen-before = not seen since { $day }
cond-tag = tag: { $values }
cond-field-is = { $name }: { $value }
cond-field-is-not = { $name } is not { $value }
cond-field-set = { $name } is known
cond-topic = wants { $name }
cond-chat = { $values }
cond-got = got { $title }
cond-not-got = did not get { $title }
cond-uncertain = uncertain in { $title }
cond-answered = answered in { $title }
cond-answered-so = answered { $values } in { $title }
cond-silent = got { $title } and did not answer
cond-clicked = followed a link in { $title }
cond-clicked-link = followed { $url } in { $title }
cond-random-share = { $percent }% at random
cond-random-number =
    { NUMBER($count, useGrouping: 0) ->
        [one] one at random
       *[other] { NUMBER($count, useGrouping: 0) } at random
    }
cond-list =
    { NUMBER($count, useGrouping: 0) ->
        [one] from a list of { NUMBER($count, useGrouping: 0) } person
       *[other] from a list of { NUMBER($count, useGrouping: 0) } people
    }
source-none = no link
chats-private = people
chats-groups = groups
chats-channels = channels

missing-tag = ⚠️ There is no tag { $name } any more. Take that condition away to send.
missing-field = ⚠️ There is no field { $name } any more. Take that condition away to send.
missing-topic = ⚠️ The topic is not there any more. Choose another one, or none, to send.
missing-list = ⚠️ The list of ids is not there any more. Take that condition away, or send the list again.
missing-broadcast = ⚠️ The broadcast #{ $name } is not there any more. Take that condition away to send.
missing-link = ⚠️ In the broadcast #{ $name } nobody’s clicks on that link were counted by person. Take that condition away to send.
missing-ledger = ⚠️ Of the broadcast #{ $name } it is no longer known who got it: its ledger has been pruned (LEDGER_DAYS). Counting would be wrong, so take that condition away to send.

choosing-title =
    { NUMBER($people, useGrouping: 0) ->
        [0] 👥 Audience: nobody
        [one] 👥 Audience: { NUMBER($people, useGrouping: 0) } subscriber
       *[other] 👥 Audience: { NUMBER($people, useGrouping: 0) } subscribers
    }
choosing-title-counting = 👥 Audience: counting …
choosing-title-unknown = 👥 Audience: cannot be counted
choosing-everyone = Everyone who is subscribed.
choosing-must = Must, all of it:
choosing-must-not = Must not, none of it:
choosing-emptied-by = ⚠️ With “{ $condition }” nobody is left. Take it away, or another one.
choosing-nobody = ⚠️ Nobody is subscribed.
choosing-too-slow = ⚠️ There is so much to count that I gave up. Please try again in a minute.
choosing-unwanted =
    { NUMBER($count, useGrouping: 0) ->
        [one] { NUMBER($count, useGrouping: 0) } of them does not want this topic and will be skipped.
       *[other] { NUMBER($count, useGrouping: 0) } of them do not want this topic and will be skipped.
    }
choosing-topic-line = 🗂 Topic: { $name }
choosing-no-topic = none
choosing-add-must = ➕ Must
choosing-add-must-not = ➖ Must not
choosing-remove = ✖️ { $condition }
choosing-people =
    { NUMBER($people, useGrouping: 0) ->
        [one] 👀 Who it is
       *[other] 👀 Who the { NUMBER($people, useGrouping: 0) } are
    }
choosing-topic = 🗂 Topic
choosing-segments = 📁 Segments
choosing-save = 💾 Save as segment
choosing-clear = 👥 Everyone
choosing-to-must = ➕ Must
choosing-to-must-not = ➖ Must not
choosing-what = What is it about?
choosing-done = ✅ Done
choosing-other = ◀️ Something else
choosing-tap = Please tap one of the buttons; nothing is typed here.
choosing-text = Please write it as text.
choosing-text-or-file = Please send the ids as text, or as a text file.
choosing-file-large = ⚠️ This file is larger than 20 MB, which is all that Telegram lets me read. Split it, or leave only the column of ids.
choosing-file-text = ⚠️ This is no text file in UTF-8. Save it as text or CSV in UTF-8 and send it again.
choosing-topic-how =
    🗂 What is the broadcast about? Whoever turned that topic off in /settings is skipped, and counted.
choosing-segments-how = 📁 Whose conditions shall it have? They take the place of those chosen here.
choosing-segments-none = 📁 There are no segments yet. Choose conditions, then “Save as segment”.
choosing-name-how = 💾 What is this audience called? Send me a name of up to 64 characters. A segment is a question and no list: who matches is asked anew each time.
choosing-bad-days = ⚠️ I cannot read that. Send a number of days (14), a date (2026-03-05 or 5.3.2026), or two with a dash between.
choosing-bad-share = ⚠️ I cannot read that. Send a number of people (500), or a share from 1% to 99% (15%).
choosing-bad-value = ⚠️ A value has 1 to 64 characters.
choosing-no-tag = ⚠️ There is no tag { $name }.
choosing-no-tag-near = ⚠️ There is no tag { $name }. Did you mean { $near }? Send that, or tap it.
choosing-field-set = any value
choosing-field-is = 🔁 Switch to: is
choosing-field-is-not = 🔁 Switch to: is not
choosing-got = ✅ got it
choosing-not-got = ❌ did not get it
choosing-uncertain = ❔ uncertain
choosing-answered = 💬 answered something
choosing-answered-so = 💬 answered { $answer }
choosing-silent = 🤐 got it and did not answer
choosing-clicked = 🔗 followed some link
choosing-clicked-link = 🔗 followed { $url }

kind-language = 🌐 Language
kind-source = 🔗 Source
kind-joined = 🗓 Joined
kind-seen = 👁 Seen lately
kind-unseen = 💤 Not seen
kind-tag = 🏷 Tag
kind-field = 📇 Field
kind-topic = 🗂 Topic
kind-broadcast = 📣 Broadcast
kind-chat = 💬 Kind of chat
kind-random = 🎲 At random
kind-list = 🔢 List of ids

how-language = Which language? The one that people chose, else Telegram’s. Several mean any of them.
how-source = By which link did they come first? Several mean any of them.
how-joined = When did they join? Tap, or send a number of days (14), a date (2026-03-05: on that day or later; - 2026-03-05: before it), or two dates with a dash.
how-seen = When were they last seen, writing or tapping? Tap, or send a number of days, or a date.
how-unseen = For how long have they not been seen? Tap, or send a number of days, or the date since which they have not.
how-tag = Which tag? Several mean all of them. Tap, or send the name.
how-field = Which field?
how-field-value = Which value? Tap, or send it.
how-topic = Whoever has not turned this topic off:
how-broadcast = Which broadcast? Tap one, or send me its number or words of its title.
choosing-no-broadcast = No broadcast has this number, or these words in its title: { $words }. Send me others, or tap one.
choosing-all-broadcasts = 📚 All broadcasts
how-fate = What became of them there?
how-chat = Which kind of chat? Several mean any of them.
how-random = How many, drawn by lot? The same ones each time for this draft. Tap, or send a number (500) or a share (15%).
how-list = Send me the ids: one on each line, as text or as a text file, a million at most.

ids-found = 🔢 { $active } of { $total } are subscribed.
ids-strangers =
    { NUMBER($count, useGrouping: 0) ->
        [one] { NUMBER($count, useGrouping: 0) } never started this bot.
       *[other] { NUMBER($count, useGrouping: 0) } never started this bot.
    }
ids-left =
    { NUMBER($count, useGrouping: 0) ->
        [one] { NUMBER($count, useGrouping: 0) } has left.
       *[other] { NUMBER($count, useGrouping: 0) } have left.
    }
ids-none = ⚠️ There is no id in it that I can read. An id is a whole number such as 123456789, one on each line.
ids-too-many = ⚠️ There are more than { $most } ids. Split the list, and choose “Must not” or another broadcast for the rest.
ids-wrong = line { $line }: { $text } – { $why }
ids-wrong-others =
    { NUMBER($count, useGrouping: 0) ->
        [one] … and { NUMBER($count, useGrouping: 0) } more that is no id
       *[other] … and { NUMBER($count, useGrouping: 0) } more that are no ids
    }
ids-spaces = spaces or dots inside: is it one id or several?
ids-plus = with a plus: a phone number is no id
ids-exponent = rounded by a spreadsheet: format the column as text and export it again
ids-number = a number, but no id
ids-other = no number
choosing-saved = 💾 Saved. You find it under Segments.
choosing-name-taken = ⚠️ There is a segment with this name already. Choose another one.
choosing-name-bad = ⚠️ That is no name: it needs 1 to 64 characters of text.
choosing-name-full = ⚠️ There are two hundred segments, and no room for more. Delete one under Audience in the menu.
confirm-frozen = Who that is, is fixed when you tap Confirm: whoever matches later does not get it.
moment-date = { $day } { $month } { $year }
choosing-all-unwanted = ⚠️ All of them have turned this topic off, so nobody would get it. Choose another topic, or none.

audience-segments = 📁 Segments
audience-tags = 🏷 Tags
segments-title = 📁 Segments: audiences with a name. Each is a question: who matches is asked anew each time.
segments-one = 📁 { $name }
segments-counting = 👥 Counting …
segments-change = 👥 Change the conditions
segments-name-how = What shall it be called? Send me the new name: up to 64 characters.
segments-remove-ask = Delete the segment { $name }? Drafts that use its conditions keep them.
naming-being-set-up = ⏳ A broadcast is just being set up, and names have to stay as they are until its recipients are listed. Try again in a moment.
tags-title = 🏷 Tags say something of a subscriber in a word or two. Imports, links, answers and you put them on. The number says how many of the subscribed have it.
tags-new = ➕ New tag
tags-one =
    { NUMBER($people, useGrouping: 0) ->
        [0] 🏷 { $name }: nobody has it.
        [one] 🏷 { $name }: { NUMBER($people, useGrouping: 0) } subscriber has it.
       *[other] 🏷 { $name }: { NUMBER($people, useGrouping: 0) } subscribers have it.
    }
tags-gone = This tag is not there any more: somebody has deleted it.
tags-put = ➕ Put it on …
tags-take = ➖ Take it from …
tags-name-new = What is the new tag called? Send me the name: up to 32 characters.
tags-name-other = What shall it be called? Send me the new name: up to 32 characters. Segments and drafts that ask for the old name have to be chosen anew.
tags-bad = ⚠️ That is no name for a tag: it needs 1 to 32 characters of text.
tags-taken = ⚠️ There is a tag with this name already. Choose another one.
tags-full = ⚠️ There are a thousand tags, and no room for more. Delete one first.
tags-everyone = 👥 Everyone who is subscribed
tags-put-how = 🏷 Whom shall I put { $name } on? Tap everyone or a segment, or send me ids as text or as a file, a contact, or a message that you forward from them.
tags-take-how = 🏷 Whom shall I take { $name } from? Tap everyone or a segment, or send me ids as text or as a file, a contact, or a message that you forward from them.
tags-put-ask =
    { NUMBER($people, useGrouping: 0) ->
        [one] Put { $name } on { NUMBER($people, useGrouping: 0) } subscriber?
       *[other] Put { $name } on { NUMBER($people, useGrouping: 0) } subscribers?
    }
tags-take-ask =
    { NUMBER($people, useGrouping: 0) ->
        [one] Take { $name } from { NUMBER($people, useGrouping: 0) } subscriber?
       *[other] Take { $name } from { NUMBER($people, useGrouping: 0) } subscribers?
    }
tags-yes = ✅ Yes
tags-put-on =
    { NUMBER($count, useGrouping: 0) ->
        [0] Everybody had it already.
        [one] ✅ Put on one more.
       *[other] ✅ Put on { NUMBER($count, useGrouping: 0) } more.
    }
tags-taken-from =
    { NUMBER($count, useGrouping: 0) ->
        [0] Nobody of them had it.
        [one] ✅ Taken from one.
       *[other] ✅ Taken from { NUMBER($count, useGrouping: 0) }.
    }
tags-remove-ask =
    { NUMBER($people, useGrouping: 0) ->
        [0] Delete the tag { $name }? Segments and drafts that ask for it have to be chosen anew.
        [one] Delete the tag { $name }, which { NUMBER($people, useGrouping: 0) } subscriber has? Segments and drafts that ask for it have to be chosen anew.
       *[other] Delete the tag { $name }, which { NUMBER($people, useGrouping: 0) } subscribers have? Segments and drafts that ask for it have to be chosen anew.
    }
