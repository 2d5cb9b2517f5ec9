again-question = What shall happen to them?
again-failed = 🔁 Send again: failed ({ $count })
again-uncertain = 🔁 Send again: uncertain ({ $count })
again-both = 🔁 Send again: both ({ $count })
again-leave = ✔️ Leave it at that
again-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] ⚠️ { NUMBER($count, useGrouping: 0) } recipient is uncertain, may have the message already, and would get it twice. Send it again?
       *[other] ⚠️ { NUMBER($count, useGrouping: 0) } recipients are uncertain, may have the message already, and would get it twice. Send it again?
    }
again-yes = 🔁 Yes, send again ({ $count })
again-no = No
again-sent = 🔁 Sent again as #{ $number }. Recipients: { $count }
again-left = ✔️ Left as they are.
again-too-late = That was decided already, here or by another admin.
again-of = 🔁 This is #{ $number } again, only for those who failed or were uncertain.
again-number = 🔁 #{ $number }

decided-failed-again = 🔁 Failed: sent again as #{ $number }
decided-failed-left = ✔️ Failed: left as they are
decided-uncertain-again = 🔁 Uncertain: sent again as #{ $number }
decided-uncertain-left = ✔️ Uncertain: left as they are

why-failed = ❌ Why they failed:
why-uncertain = ❔ Why they are uncertain:
why-line = • { $count } × { $why } ({ $detail })
why-others = • others: { $count }
why-not-looked-at = • not looked at one by one: { $count }
why-may-not-write = the bot may not write there
why-refused = Telegram refused the message for them
why-no-answer = no answer came in time
why-stopped = the bot was stopped before the answer came
why-server-trouble = Telegram had trouble of its own
why-connection-lost = the connection broke before the answer came
