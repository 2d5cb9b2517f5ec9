again-question = Send it to them again?
again-failed = 🔁 Send again: failed ({ $count })
again-uncertain = 🔁 Send again: uncertain ({ $count })
again-both = 🔁 Send again: both ({ $count })
again-rest = 📨 Send it to the rest ({ $count })
again-rest-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] 📨 { NUMBER($count, useGrouping: 0) } recipient did not get it because it was cancelled. Send it to them now?
       *[other] 📨 { NUMBER($count, useGrouping: 0) } recipients did not get it because it was cancelled. Send it to them now?
    }
again-rest-yes = 📨 Yes, send it ({ $count })
again-rest-of = 📨 This is #{ $number } for those who had not got it when it was cancelled.
again-leave = ✔️ Leave it as it is
again-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] ⚠️ { NUMBER($count, useGrouping: 0) } recipient is uncertain: they may already have the message, and would get it twice. Send it again?
       *[other] ⚠️ { NUMBER($count, useGrouping: 0) } recipients are uncertain: they may already have the message, and would get it twice. Send it again?
    }
again-yes = 🔁 Yes, send again ({ $count })
again-no = No
again-sent = 🔁 Sending again as #{ $number }. Recipients: { $count }
again-rest-sending = 📨 Sending it to them as #{ $number }. Recipients: { $count }
again-left = ✔️ Left as they are.
again-too-late = This was already decided, here or by another admin.
again-of = 🔁 This is #{ $number } again, only for those who failed or were uncertain.
again-twice = 🔁 Those who were uncertain may have it twice now: an admin chose to send it again.
again-number = 🔁 #{ $number }

decided-rest-sent = 📨 Sent to those who did not get it, as #{ $number }
decided-rest-left = ✔️ Whoever did not get it stays without it
decided-failed-again = 🔁 Failed: sent again as #{ $number }
decided-failed-left = ✔️ Failed: left as they are
decided-uncertain-again = 🔁 Uncertain: sent again as #{ $number }
decided-uncertain-left = ✔️ Uncertain: left as they are

why-failed = ❌ Why they failed:
why-line = • { $count } × { $why }
why-line-words = • { $count } × { $why }: “{ $detail }”
why-others = • others: { $count }
why-not-looked-at = • not sorted by reason: { $count }
why-may-not-write = the bot may not write there
why-topic-gone = the topic that the news go to is closed or gone
why-refused = Telegram refused the message for them
why-unreadable-answer = Telegram’s answer could not be read
why-fault = something went wrong inside the bot
why-no-answer = no answer came in time
why-restored = the database was put back from a backup
why-stopped = the bot stopped before the answer came
why-server-trouble = Telegram had a problem of its own
why-connection-lost = the connection broke before the answer came

found-title = 🔎 What became of lost answers:
found-count-sent = • it had arrived: { $count }
found-count-not-sent = • it had not, and was sent then: { $count }
found-count-needless = • it had not, and was not to be sent any more: { $count }
found-count-unknown = • cannot be told: { $count }
found-line-open = it is being found out
found-line-sent = the answer was lost, but it had arrived: { $why }
found-line-not-sent = the first call did not arrive: { $why }
found-line-unknown = cannot be told: { $why }
found-evidence = (numbers { $first }–{ $last }, missing: { $missing }, questions: { $asked })
found-why-no-number-missing = every number of that time is another message’s
found-why-not-found = no message with a missing number is in this chat
found-why-own-data = it is there, with the buttons of this broadcast
found-why-alone = it is there, and nothing else went to this chat
found-why-not-remembered = the numbers of that time are not known
found-why-too-many = too many numbers are missing
found-why-unaskable = nobody can ask Telegram for a message of this kind
found-why-crossed = another message went to this chat at the same time
found-why-rival = two lost messages to this chat, with different buttons
found-why-shared = another program sends with this bot’s token
found-why-foreign = a message is there, but perhaps another program’s
found-why-unresolved = Telegram’s answers told nothing
found-why-perhaps-deleted = nothing is there, but admins of the group may have deleted it
found-why-partial = fewer messages are there than were sent
found-why-too-late = it took too long
found-why-not-calibrated = this server’s answers cannot be relied on
found-why-stopped = it was not looked into any further
found-why-merged = the chat has become another one
found-why-erased = the person has asked to be forgotten
