owner-settings-week-cap = 🧢 Not too many
week-cap-how =
    🧢 Not too many: how many broadcasts may one person get in seven days? Whoever has had that many is skipped, and the report offers to write to them later. Tap a number, or send me another one.

    Urgent broadcasts, the first message of a series and topics that are exempt do not count, and go to everybody.
week-cap-now =
    { NUMBER($count, useGrouping: 0) ->
        [0] Now there is no limit.
        [one] Now it is { NUMBER($count, useGrouping: 0) } broadcast in seven days.
       *[other] Now it is { NUMBER($count, useGrouping: 0) } broadcasts in seven days.
    }
week-cap-off = No limit
week-cap-wrong =
    { $why ->
        [zero] ⚠️ With 0 nobody would ever get a broadcast. Send me a number from 1 to { $most }, or tap No limit. Nothing was changed.
        [many] ⚠️ { $typed } in seven days is no limit any more. Send me a number from 1 to { $most }, or tap No limit. Nothing was changed.
       *[unreadable] ⚠️ “{ $typed }” is no number of broadcasts. Send me one from 1 to { $most }. Nothing was changed.
    }
topics-uncapped-on = ✅ Does not count for Not too many
topics-uncapped-off = ⬜️ Does not count for Not too many
capped-miss-it =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🧢 { NUMBER($count, useGrouping: 0) } more { $when ->
            [then] will have had { NUMBER($most, useGrouping: 0) } in the week before
           *[now] has had { NUMBER($most, useGrouping: 0) } this week
        } and will not get it. The report will offer to write to them later.
       *[other] 🧢 { NUMBER($count, useGrouping: 0) } more { $when ->
            [then] will have had { NUMBER($most, useGrouping: 0) } in the week before
           *[now] have had { NUMBER($most, useGrouping: 0) } this week
        } and will not get it. The report will offer to write to them later.
    }
capped-all =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🧢 Whom it is for { $when ->
            [then] will have had { NUMBER($most, useGrouping: 0) } in the week before, so nobody would get it then. Send it to them all the same, or choose a later time.
           *[now] has had { NUMBER($most, useGrouping: 0) } this week, so nobody would get it now. Send it to them all the same, or write to them later: choose a time.
        }
       *[other] 🧢 All { NUMBER($count, useGrouping: 0) } { $when ->
            [then] will have had { NUMBER($most, useGrouping: 0) } in the week before, so nobody would get it then. Send it to them all the same, or choose a later time.
           *[now] have had { NUMBER($most, useGrouping: 0) } this week, so nobody would get it now. Send it to them all the same, or write to them later: choose a time.
        }
    }
capped-get-it =
    { NUMBER($count, useGrouping: 0) ->
        [0] 🧢 Whoever has had { NUMBER($most, useGrouping: 0) } this week gets it all the same.
        [one] 🧢 { NUMBER($count, useGrouping: 0) } of them has had { NUMBER($most, useGrouping: 0) } this week and gets it all the same.
       *[other] 🧢 { NUMBER($count, useGrouping: 0) } of them have had { NUMBER($most, useGrouping: 0) } this week and get it all the same.
    }
capped-send-all = 🧢 Send to those after all
capped-leave-out = 🧢 Leave those out after all
capped-write-later = 🗓 Write to these later
capped-send = 🧢 Send to those after all ({ $count })
capped-send-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🧢 { NUMBER($count, useGrouping: 0) } recipient had had enough broadcasts that week. Send it to them all the same, now?
       *[other] 🧢 { NUMBER($count, useGrouping: 0) } recipients had had enough broadcasts that week. Send it to them all the same, now?
    }
capped-sent-of = 🧢 This is #{ $number } for those who had had enough that week.
capped-sent-as = 🧢 Sent to those who had had enough that week, as #{ $number }
figure-capped = 🧢 Of the skipped, had had enough this week: { $count }
people-capped = 🧢 Have had enough this week: { $count }
skipped-capped = had had enough broadcasts that week
choosing-capped = 🧢 had had enough that week
cond-capped = had had enough that week in { $title }
