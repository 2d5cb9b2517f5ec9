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
figure-spent =
    💫 Spent: { NUMBER($stars, useGrouping: 0) } { NUMBER($stars, useGrouping: 0) ->
        [one] Star
       *[other] Stars
    }

unpaid-cap = 💫 It has cost all the Stars you allowed. It goes on at the free rate.
unpaid-balance = 💫 The bot’s Stars are spent. It goes on at the free rate, and fast again once you top up.
unpaid-unknown = 💫 Telegram does not tell the balance of Stars just now. It goes on at the free rate until it does.
unpaid-refused = 💫 Telegram does not let this bot send faster for Stars: see whether paid broadcasts are switched on in @BotFather. It goes on at the free rate.

report-took = ⏱ It took { $duration }, { $rate } messages/s on average.
report-cancelled = Whoever had not got it when it was cancelled is counted as skipped.
report-uncertain =
    { NUMBER($count, useGrouping: 0) ->
        [one] ❔ For { NUMBER($count, useGrouping: 0) } recipient Telegram’s answer was lost: the message may have arrived or not.
       *[other] ❔ For { NUMBER($count, useGrouping: 0) } recipients Telegram’s answer was lost: the message may have arrived or not.
    }

duration-hours = { $hours } h { $minutes } min
duration-minutes = { $minutes } min { $seconds } s
duration-seconds = { $seconds } s

reason-admin = An admin paused it. Resume goes on where it stopped.
reason-content = Telegram refuses the message itself, so nobody would get it. Cancel it and compose it anew.
reason-failures = Too many of the latest recipients fail: below is how many, and the commonest reason. Resume if that is to be expected, or cancel.
reason-outage = Telegram cannot be reached. Resume when it can.
reason-stars = The bot’s Stars are spent. Resume goes on at the free rate, and fast if you have topped up.
reason-stars-cap = It has cost all the Stars you allowed. Resume goes on at the free rate.
reason-stars-refused = Telegram does not let this bot send faster for Stars: see whether paid broadcasts are switched on in @BotFather. Resume tries it once more, and else goes on at the free rate.
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
