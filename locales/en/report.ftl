skipped-left = left before it was sent
skipped-erased = asked to be forgotten
skipped-merged = became another chat, which counts for itself
skipped-cancelled = the broadcast was cancelled first
recipients-thinned = The list of those who got it was deleted when it was old enough (LEDGER_DAYS); the number stays.
card-report = 📈 Report
report-file = 📄 Recipients (CSV)
recipients-file = 📄 These as a file (CSV)
file-coming = ⏳ I am writing the file. It comes below by itself; a million people take a minute or two.
file-one-at-a-time = ⏳ I am still at your last file. One at a time, please.
file-caption =
    { NUMBER($count, useGrouping: 0) ->
        [one] 📄 #{ $number }: { NUMBER($count, useGrouping: 0) } recipient
       *[other] 📄 #{ $number }: { NUMBER($count, useGrouping: 0) } recipients
    }
file-part = Part { $part } of { $parts }
file-not-made = ⚠️ The file about #{ $number } could not be written: perhaps the disk is full. Please try again; the bot’s log says why.
file-not-sent = ⚠️ Telegram did not take the file about #{ $number }. Please tap again in a while.
report-deliveries = 📊 Deliveries over time
report-growth = 🌱 Growth
report-sources = 🔗 Sources
picture-failed = ⚠️ The picture could not be drawn. The bot’s log says why.
picture-too-slow = ⚠️ The machine is too busy to draw just now. Please try again in a while.
picture-nothing = There is nothing to draw yet.
picture-not-sent = ⚠️ Telegram did not take the picture. Please try again in a while.
picture-deliveries = #{ $number }: deliveries over time
picture-growth = Growth of the audience
picture-sources = Where subscribers come from
picture-a-minute = a minute
picture-a-day = a day
picture-sent = Sent
picture-blocked = Blocked
picture-unreachable = Unreachable
picture-failed-ones = Failed
picture-uncertain = Uncertain
picture-subscribed = Subscribed
picture-came = Came
picture-gone = Left or blocked
picture-here = Still here
picture-left = Left
picture-lost = Blocked or gone
picture-no-source = no source
picture-other-sources = other sources
