menu-repeated = 🔁 Repeated ({ NUMBER($count, useGrouping: 0) })
moments-repeat = 🔁 Repeat…

# A rule in words. The days are those of the lines below.
repeats-rule =
    { $shape ->
        [daily] every day
        [workdays] every weekday, Monday to Friday
        [one-day] { $days }
        [days] every { $days }
        [monthly] on day { $day } of every month
        [or-last] on day { $day } of every month, or its last
        [last] on the last day of every month
        [nth] { $days } of every month
       *[custom] by the rule { $text }
    }{ $clock ->
        [none] { "" }
       *[other] { " " }at { $clock }
    }
repeats-day-each =
    { $day ->
        [mo] every Monday
        [tu] every Tuesday
        [we] every Wednesday
        [th] every Thursday
        [fr] every Friday
        [sa] every Saturday
       *[su] every Sunday
    }
repeats-day-of-many =
    { $day ->
        [mo] Monday
        [tu] Tuesday
        [we] Wednesday
        [th] Thursday
        [fr] Friday
        [sa] Saturday
       *[su] Sunday
    }
repeats-day-nth =
    on the { $nth ->
        [first] first
        [second] second
        [third] third
        [fourth] fourth
       *[last] last
    } { $day ->
        [mo] Monday
        [tu] Tuesday
        [we] Wednesday
        [th] Thursday
        [fr] Friday
        [sa] Saturday
       *[su] Sunday
    }
repeats-nth =
    { $nth ->
        [first] First
        [second] Second
        [third] Third
        [fourth] Fourth
       *[last] Last
    }

repeats-how = 🔁 How often shall it go out?
repeats-how-daily = Every day
repeats-how-workdays = Every weekday
repeats-how-weekly = Every week…
repeats-how-monthly = Every month…
repeats-how-nth = First Monday…
repeats-how-custom = ✍️ By a rule
repeats-days = 🔁 On which days of the week?
repeats-month-day = 🔁 On which day of the month? 31 is always the last one; in a month without a 29th or 30th it is the last one, too.
repeats-nth-day = 🔁 On which weekday of the month?
repeats-next-step = ▶️ Next
repeats-clock = 🕰 At what time? Tap one, or write another, like 8:30. The zone is { $zone }; summer time changes nothing.
repeats-clock-wrong = ⚠️ “{ $typed }” is no time of the day. Write it like 8:30.
repeats-custom =
    ✍️ Write the rule as calendars do (RFC 5545, RRULE), for example:

    FREQ=WEEKLY;INTERVAL=2;BYDAY=MO: every second Monday
    FREQ=MONTHLY;BYDAY=1MO,3MO: the first and third Monday
    FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24: every 24 December
    FREQ=DAILY;COUNT=10: ten times

    The time of the day comes next, unless the rule has BYHOUR.
repeats-mistake =
    { $mistake ->
        [unreadable] ⚠️ That is no rule. It begins with FREQ=, and its parts have a semicolon between them.
        [unknown] ⚠️ No rule has a part { $part }. Please leave it out.
        [twice] ⚠️ { $part } stands there twice. Once is enough.
        [value] ⚠️ { $part } cannot have that value. Please correct it.
        [together] ⚠️ { $part } does not go with the other parts. Please leave it out, or another one.
        [often] ⚠️ That would be more than once an hour, which nobody wants to get. Choose HOURLY or less, with one BYMINUTE.
        [hours] ⚠️ Every so many hours is possible where a day is a multiple of them: 1, 2, 3, 4, 6, 8, 12, 24.
        [over] ⚠️ By this rule it has gone out for the last time already. Choose a later end.
       *[never] ⚠️ By this rule it never comes: there is no such day. Please correct it.
    }

repeats-sure =
    🔁 { $title }
    { $rule } ({ $zone })
repeats-next = The next ones: { $dates }.
repeats-whom-now =
    { NUMBER($count, useGrouping: 0) ->
        [0] 👥 Just now nobody matches. Each time those get it who match then.
        [one] 👥 { NUMBER($count, useGrouping: 0) } recipient as it is now. Each time those get it who match then.
       *[other] 👥 { NUMBER($count, useGrouping: 0) } recipients as it is now. Each time those get it who match then.
    }
repeats-no-stars = ⭐️ It goes out at the free rate: Stars are asked for each time, so not for what is repeated.
repeats-no-expiry = ⏰ Its end is left out: that was one moment.
repeats-shown-before = 👀 All admins see it { $duration } before, and can skip it.
repeats-shown-not = 👀 Nobody is shown it before.
repeats-yes = ✅ Yes, repeat it
repeats-yes-rule = ✅ Yes, from now on
repeats-too-many = ⚠️ There are as many as I can repeat. Stop one first.

repeats-title = 🔁 Repeated, the next one first{ $paged ->
        [yes] { " " }(page { $page } of { $pages })
       *[no] { "" }
    }
repeats-empty = 🔁 Nothing is repeated. A draft has the button Time, and there is Repeat….
repeats-row = { $time } · { $title }
repeats-row-still = ⏸ { $title }
repeats-row-held = ⏳ { $title }
repeats-card =
    🔁 { $title } · #{ $number }
    🕰 { $rule } ({ $zone })
    👤 Made by { $name }
repeats-rounds =
    { NUMBER($count, useGrouping: 0) ->
        [0] 📣 No round yet.
        [one] 📣 { NUMBER($count, useGrouping: 0) } round.
       *[other] 📣 { NUMBER($count, useGrouping: 0) } rounds.
    }
repeats-is-skipped = ⏭ The one on { $time } is skipped.
repeats-is-held = ⏳ The next one waits until #{ $round } is through.
repeats-was-empty = 🫥 On { $time } it went to nobody: nobody matched, or there was nothing to say.
repeats-why =
    { $why ->
        [admin] ⏸ It is paused.
        [role] ⏸ It is paused: whoever made it is not an admin any more. With Resume it is yours.
        [restored] ⏸ It is paused: the database was put back from a backup ({ $detail }), and rounds may have gone out since.
        [other-bot] ⏸ It is paused: the token now belongs to another bot, and these subscribers may not know it.
        [over] 🏁 It is over: by its rule that was the last one.
        [ended] 🏁 It was stopped.
       *[fault] ⏸ It is paused: something in me went wrong. The log says what.
    }
repeats-pause = ⏸ Pause
repeats-resume = ▶️ Resume
repeats-skip = ⏭ Skip once
repeats-unskip = ↩️ Do not skip
repeats-edit = ✏️ Edit
repeats-edit-message = ✏️ Edit message
repeats-edit-rule = 🕰 Edit rule
repeats-ahead = 👀 Preview before
repeats-test = 🧪 Send test
repeats-last-report = 📊 Last report
repeats-open = 🔁 Open
repeats-stop = ⏹ Stop
repeats-ahead-how = 👀 How long before each round shall all admins see it?
repeats-ahead-none = Not at all
repeats-stop-sure = ⏹ Stop { $title }? No more rounds go out, and it cannot be brought back. What has gone out stays. (Pause stops it for a time.)
repeats-stop-yes = ⏹ Yes, stop it
repeats-stop-no = No, keep it
repeats-now-paused = ⏸ Paused. What is missed meanwhile is not made up for.
repeats-now-resumed = ▶️ It goes on. What was missed is not made up for.
repeats-now-skipped = ⏭ The next one is skipped.
repeats-now-unskipped = ↩️ The next one goes out after all.
repeats-now-made = 🔁 It is repeated from now on.
repeats-now-changed = 🕰 It comes by the new rule from now on.
repeats-now-saved = ✅ All rounds to come say this.
repeats-gone = This repeated broadcast was stopped.
repeats-too-late = Too late: it has gone out, or somebody has decided already.

repeats-ahead-notice =
    👀 { $title } · #{ $number } goes out soon, as above:
    { $time }
    🔁 { $rule }
    { $whom }
repeats-ahead-unseen = ⚠️ It could not be shown here: { $detail }
repeats-nothing-yet = 🫥 Just now there is nothing to say. If that stays so, the next round is left out.
repeats-skipped-notice =
    ⏭ { $title } · #{ $number }: this round is skipped.
    { $time }

    The next one:
    { $next }
repeats-skipped-last =
    ⏭ { $title } · #{ $number }: this round is skipped. It was the last one.
    { $time }
repeats-unskipped-notice =
    👀 { $title } · #{ $number } goes out after all:
    { $time }
    🔁 { $rule }
repeats-paused-notice =
    ⏸ { $title } · #{ $number } is paused: this round does not go out.
    { $time }
repeats-stopped-by-notice =
    ⏹ { $title } · #{ $number } was stopped: neither this round nor any other goes out.
    { $time }
repeats-moved-notice =
    🕰 { $title } · #{ $number } comes by another rule from now on.
    🔁 { $rule }

    The next one:
    { $next }
repeats-held-notice =
    ⏳ { $title } · #{ $number } waits: its last round (#{ $round }) is not through yet.
    { $time }

    This one begins by itself when that is over.
repeats-stopped-notice = 🔁 { $title } · #{ $number }

compose-save-rounds = ✅ Save for all rounds to come
compose-for-rounds = 🔁 This is what a repeated broadcast says. Until you save it, its rounds say what they said.
repeats-is-round = 🔁 A round of what is repeated.
