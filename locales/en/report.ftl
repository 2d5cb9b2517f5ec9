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
