progress-running = 📣 Sending: { $title } · #{ $number }
progress-paused = ⏸ Paused: { $title } · #{ $number }
progress-finished = 🏁 Finished: { $title } · #{ $number }
progress-cancelled = ⏹ Cancelled: { $title } · #{ $number }
progress-rate = ⚡️ { NUMBER($rate, useGrouping: 0, maximumFractionDigits: 1) } messages/s
progress-rate-and-time = ⚡️ { NUMBER($rate, useGrouping: 0, maximumFractionDigits: 1) } messages/s, about { $duration } to go
halt-flood = ⏳ Telegram asks us to wait another { $duration }. It then goes on by itself.
halt-outage = ⏳ Telegram is not answering right now. It goes on by itself.
halt-storage = ⏳ The database cannot be written right now. It goes on by itself.
progress-waiting =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🐢 { NUMBER($count, useGrouping: 0) } chat asks us to wait (slow mode, for example), another { $duration }. Cancel ends the broadcast without it.
       *[other] 🐢 { NUMBER($count, useGrouping: 0) } chats ask us to wait (slow mode, for example), the first one another { $duration }. Cancel ends the broadcast without them.
    }

figure-sent = ✅ Sent: { $count } of { $total }
figure-blocked = 🚫 Blocked: { $count }
figure-unreachable = 📵 Unreachable: { $count }
figure-skipped = ⏭ Skipped: { $count }
figure-unwanted = 🔕 Of the skipped, do not want this topic: { $count }
figure-failed = ❌ Failed: { $count }
figure-uncertain = ❔ Uncertain: { $count }
figure-in-doubt = 🔎 Of these, still being found out: { $count }. It takes a few minutes.
figure-left = ⏳ Left: { $count }
figure-spent =
    💫 Spent: at most { NUMBER($stars, useGrouping: 0) } { NUMBER($stars, useGrouping: 0) ->
        [one] Star
       *[other] Stars
    }

unpaid-cap = 💫 All the Stars you allowed are spent. It goes on at the free rate.
unpaid-balance = 💫 The bot has no Stars left. It goes on at the free rate, and fast again once you top up.
unpaid-unknown = 💫 Telegram is not telling the Star balance right now. It goes on at the free rate until it does.
unpaid-refused = 💫 Telegram does not let this bot send faster for Stars: check in @BotFather whether paid broadcasts are switched on. It goes on at the free rate.

report-took = ⏱ It took { $duration }, { NUMBER($rate, useGrouping: 0, maximumFractionDigits: 1) } messages/s on average.
report-took-only = ⏱ It took { $duration }.
votes-title = 🗳 Votes so far, added up (everybody sees only their own poll):
votes-newest = ℹ️ The newest count is on its card: /admin, Broadcasts.
votes-line = • { $option }: { $count }
report-cancelled = Those who had not got it when it was cancelled are counted as skipped.
report-uncertain =
    { NUMBER($count, useGrouping: 0) ->
        [one] ❔ { NUMBER($count, useGrouping: 0) } recipient is uncertain: the message may have arrived or not.
       *[other] ❔ { NUMBER($count, useGrouping: 0) } recipients are uncertain: the message may have arrived or not.
    }

duration-hours = { $hours } h { $minutes } min
duration-whole-hours = { $hours } h
duration-minutes = { $minutes } min { $seconds } s
duration-whole-minutes = { $minutes } min
duration-seconds = { $seconds } s
duration-days =
    { NUMBER($count, useGrouping: 0) ->
        [one] { NUMBER($count, useGrouping: 0) } day
       *[other] { NUMBER($count, useGrouping: 0) } days
    }

reason-admin = An admin paused it. Resume continues where it stopped.
reason-content = Telegram refuses the message itself, so nobody would get it. Cancel it and compose a new one.
reason-content-step = Telegram refuses the message itself, so nobody would get it. Replace it in its series, and resume it.
reason-failures = Too many of the latest recipients failed; see below how many, and the most common reason. Resume if you expected that, or cancel.
reason-failures-step = Too many of the latest recipients failed; see below how many, and the most common reason. Resume if you expected that, or remove the message from its series.
reason-uncertain = Telegram’s answers keep getting lost, so nobody knows whether those people got the message. Resume once the connection is good again, or cancel. Uncertain among the latest:
reason-uncertain-step = Telegram’s answers keep getting lost, so nobody knows whether those people got the message. Resume once the connection is good again. Uncertain among the latest:
reason-stars = The bot has no Stars left. Resume goes on at the free rate, and fast if you have topped up.
reason-stars-cap = All the Stars you allowed are spent. Resume goes on at the free rate.
reason-stars-refused = Telegram does not let this bot send faster for Stars: check in @BotFather whether paid broadcasts are switched on. Resume tries once more, and otherwise goes on at the free rate.
reason-token = Telegram refused the bot’s token. Put the right one into the settings, restart the bot and resume.
reason-other-bot = The token now belongs to another bot, and these subscribers may not know it. Resume only if you are sure; otherwise put the old token back.
reason-mending = What was sent of it is being corrected. It goes on by itself, with the new text.
reason-audience =
    { $missing ->
        [tag] There is no tag { $name } any more
        [field] There is no field { $name } any more
        [topic] Its topic is not there any more
        [list] The list of ids is not there any more
        [ledger] Who got broadcast #{ $name } is not known any more
        [link] Who followed links of broadcast #{ $name } is not known
        [broadcast] There is no broadcast #{ $name } any more
       *[other] Something is not there any more ({ $name })
    }, and its audience asks about that: I cannot tell who else is to get it. Cancel it; whoever has not got it can then get a new broadcast. Resume helps only once that is there again.
reason-restored = The database was put back from a backup. It does not know who has got this since, so everybody who was left is uncertain now. Resume or cancel: the report then asks whether to send it to them again.
reason-restored-from = The database was put back from a backup of { $moment }. It does not know who has got this since, so everybody who was left is uncertain now. Resume or cancel: the report then asks whether to send it to them again.
reason-detail = 💬 Telegram says: “{ $detail }”

notice-paused-itself = ⚠️ This broadcast paused itself: { $title }
notice-step-paused-itself = ⚠️ This message of a series paused itself: { $title }
notice-storage-failing = ⚠️ The database cannot be written right now, so sending has stopped. It goes on by itself as soon as writing works. { $why }
storage-full = The disk is full: free some space.
storage-locked = Another program holds it: a backup or a copy, perhaps.
storage-readonly = The bot may not write to its database: check who owns the file, or whether the server is set to read-only.
storage-other = The bot’s log says why.
notice-storage-works = ✅ The database can be written again, and sending goes on.
notice-finding-out =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🔎 Telegram’s answer to { NUMBER($count, useGrouping: 0) } message was lost. I am finding out whether it arrived; that takes a few minutes.
       *[other] 🔎 Telegram’s answers to { NUMBER($count, useGrouping: 0) } messages were lost. I am finding out whether they arrived; that takes a few minutes.
    }
notice-finding-stopped =
    ⚠️ I am not finding out any more what became of lost answers: Telegram said something that does not fit. Such recipients stay uncertain, and the report asks about them. The log says more; after a restart I try again.
notice-second-poller =
    ⚠️ Another program is taking this bot’s messages: a second copy of the bot, or a webhook. Stop it, or change the token.
    💬 Telegram says: “{ $detail }”
notice-long-ban =
    ⚠️ Telegram asks the bot to wait for { $duration } before it sends anything. It goes on by itself then.
    That is unusually long. If you do not believe it, let one message try: if Telegram takes it, everything goes on.
ban-try = 🔁 Try now
ban-tried = One message goes out as a try. If Telegram takes it, everything goes on.
ban-over = Telegram does not ask to wait any more.
