moments-when = { $weekday }, { $moment } ({ $zone }), in { $distance }
moments-when-past = { $weekday }, { $moment } ({ $zone }), { $distance } ago
moments-short = { $weekday }, { $moment }
moments-for =
    { $purpose ->
        [expiry] ⌛️ Until when may it be sent? Whoever has not got it by then will not get it.
       *[launch] 🕰 When shall it go out?
    }

    Tap, or write it: “5 dec 19:00”, “tomorrow 9”, “in 90 min”. Times are those of { $zone }.
moments-hour = In an hour
moments-evening = Today 18:00
moments-morning = Tomorrow 9:00
moments-other = 📅 Other
moments-clear =
    { $purpose ->
        [expiry] ✖️ Without an end
       *[launch] ✖️ Not later: now
    }
moments-other-how =
    ✍️ Write when: “5 dec 19:00”, “friday 18:00”, “tomorrow 9”, “31.12. 23:30”, “in 90 min”. Times are those of { $zone }.

    Or choose a day on the calendar.
moments-calendar = 🗓 Calendar
moments-day-how = 🗓 Which day? Times are those of { $zone }.
moments-time-how = 🕰 { $day }: at what time? Tap an hour and a minute, or write the time. Times are those of { $zone }.
moments-time-hour = Hour
moments-time-minute = Minute
moments-sure =
    { $why ->
        [past] ⌛️ That time has passed. The nearest one to come:
        [skipped] ⚠️ On that day the clocks in { $zone } are put forward, and that time never comes. Which one instead?
        [repeated] ⚠️ On that day the clocks in { $zone } are put back, and that time comes twice. Which one?
       *[fine] 🕰 I understood:
    }
moments-another = ✍️ Another time
moments-wrong =
    { $why ->
        [no-such-day] ⚠️ “{ $typed }”: there is no such day. Please check the day and the month.
        [no-such-time] ⚠️ “{ $typed }”: there is no such time. Hours go from 0 to 23, minutes from 00 to 59.
        [too-far] ⚠️ “{ $typed }” is more than a year away. Please choose something nearer.
        [other-weekday] ⚠️ “{ $typed }”: that date is another day of the week. Please check which of the two you mean.
        [zone] ⚠️ “{ $typed }” names a time zone. Times here are those of { $zone }: please write it by that clock, without a zone.
       *[unreadable] ⚠️ I cannot read “{ $typed }” as a time. Write it like this: 5 dec 19:00, or tap.
    }
