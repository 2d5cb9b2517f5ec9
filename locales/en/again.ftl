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
