menu-notices = 🔔 Notices
notices-title = 🔔 What shall I tell you of my own accord? A tap turns a notice on or off, for you alone.
notices-paused-how = Of broadcasts that you launched or watch I tell you in any case when they pause by themselves.
notices-weekly-how = The summary comes on Mondays at 9:00 ({ $zone }).
notices-launched = { $on ->
        [yes] ✅ A broadcast is launched
       *[no] ⬜️ A broadcast is launched
    }
notices-paused = { $on ->
        [yes] ✅ One pauses by itself
       *[no] ⬜️ One pauses by itself
    }
notices-finished = { $on ->
        [yes] ✅ One has ended
       *[no] ⬜️ One has ended
    }
notices-leaving = { $on ->
        [yes] ✅ Many leave after one
       *[no] ⬜️ Many leave after one
    }
notices-weekly = { $on ->
        [yes] ✅ Summary of the week
       *[no] ⬜️ Summary of the week
    }
notices-cleaned = { $on ->
        [yes] ✅ The list was cleaned
       *[no] ⬜️ The list was cleaned
    }
notices-week-now = 📅 Last week now

told-paused-over = ⚠️ This broadcast had paused itself, and somebody has seen to it since: { $title }
told-launched =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🚀 { $name } launched a broadcast to { NUMBER($count, useGrouping: 0) } person: { $title } · #{ $number }
       *[other] 🚀 { $name } launched a broadcast to { NUMBER($count, useGrouping: 0) } people: { $title } · #{ $number }
    }
told-mends = 🛠 { $name }: { $title } · #{ $number }
told-leaving =
    { NUMBER($count, useGrouping: 0) ->
        [one] 📉 Many more leave than usual after this broadcast: { NUMBER($count, useGrouping: 0) } person so far. { $title } · #{ $number }
       *[other] 📉 Many more leave than usual after this broadcast: { NUMBER($count, useGrouping: 0) } people so far. { $title } · #{ $number }
    }

weekly-title = 📅 Your week, { $first } – { $last }
weekly-subscribed = 👥 Subscribed: { $count } (+{ $came }, −{ $left })
weekly-broadcasts = 📣 Broadcasts: { $count }, received by { $sent } in all
weekly-nothing-sent = 📣 Nothing was sent.
weekly-not-drawn = The pictures could not be drawn. You find them in /admin, Audience.

report-retention = 📆 Who stays
picture-retention = Who stays, by week of joining
picture-week = { $day } ({ $count })
picture-weeks-after = Weeks after joining
