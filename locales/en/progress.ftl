progress-running = 📣 Sending: { $title }
progress-paused = ⏸ Paused: { $title }
progress-finished = 🏁 Finished: { $title }
progress-cancelled = ⏹ Cancelled: { $title }
progress-rate = ⚡️ { $rate } messages/s
progress-rate-and-time = ⚡️ { $rate } messages/s, about { $duration } to go
halt-flood = ⏳ Telegram asks to wait: another { $duration }. It goes on by itself.
halt-outage = ⏳ Telegram does not answer just now. It goes on by itself.
halt-storage = ⏳ The database cannot be written just now. It goes on by itself.

figure-recipients = 👥 Recipients: { $count }
figure-sent = ✅ Sent: { $count }
figure-blocked = 🚫 Blocked: { $count }
figure-unreachable = 📵 Unreachable: { $count }
figure-skipped = ⏭ Skipped: { $count }
figure-failed = ❌ Failed: { $count }
figure-uncertain = ❔ Uncertain: { $count }
figure-left = ⏳ Left: { $count }

report-took = ⏱ It took { $duration }, { $rate } messages/s on average.
report-cancelled = Whoever had not got it when it was cancelled is counted as skipped.
report-uncertain =
    { NUMBER($count, useGrouping: 0) ->
        [one] ❔ For { NUMBER($count, useGrouping: 0) } recipient Telegram’s answer was lost: the message may have arrived or not. It is not sent again, lest somebody get it twice.
       *[other] ❔ For { NUMBER($count, useGrouping: 0) } recipients Telegram’s answer was lost: the message may have arrived or not. It is not sent again, lest somebody get it twice.
    }

duration-hours = { $hours } h { $minutes } min
duration-minutes = { $minutes } min { $seconds } s
duration-seconds = { $seconds } s

reason-admin = An admin paused it. Resume goes on where it stopped.
reason-content = Telegram refuses the message itself, so nobody would get it. Cancel it and compose it anew.
reason-failures = Too many recipients fail one after another. Look into the log, then resume or cancel.
reason-outage = Telegram cannot be reached. Resume when it can.
reason-stars = The Telegram Stars for paid sending are spent. Top up and resume, or cancel.
reason-token = Telegram refused the bot’s token. Put the right one into the settings, restart the bot and resume.
reason-other-bot = The token is another bot’s now, and these subscribers may not know it. Resume only if you are sure, else put the old token back.
reason-detail = 💬 { $detail }

notice-paused-itself = ⚠️ This broadcast has paused itself: { $title }
notice-storage-failing =
    ⚠️ The database cannot be written just now, so sending has stopped. It goes on by itself as soon as writing works; see whether the disk is full.
    💬 { $detail }
notice-storage-works = ✅ The database can be written again, and sending goes on.
notice-second-poller =
    ⚠️ Another program takes this bot’s messages: a second copy of the bot, or a webhook. End it, or change the token.
    💬 { $detail }
