compose-time = 🕰 Time
compose-send-then = 🕰 Plan it
menu-planned = 🗓 Planned ({ NUMBER($count, useGrouping: 0) })
confirm-plan = 🕰 Yes, then
confirm-type = ✍️ So that this is no slip: to confirm, write the number of recipients, { NUMBER($count, useGrouping: 0) }.
confirm-mistyped = ⚠️ That is not the number of recipients, so nothing was sent.
planned-goes = 🕰 It goes out on { $time }.
planned-goes-past = ⚠️ It was to go out on { $time }. Please choose another time.
planned-time-over = ⚠️ That time has passed. Please choose another one.
planned-expired = ⚠️ At that time it would have expired already, so nobody would get it. Choose an earlier time, or a later end.

planned-countdown =
    ⏳ Goes out in { $duration }: { $title } · #{ $number }

    Nobody has it yet. Undo makes it a draft again.
planned-begins = 📣 It begins now: { $title } · #{ $number }
planned-for =
    🕰 Planned: { $title } · #{ $number }
    { $time }
planned-undone = ↩️ Not sent: { $title } · #{ $number }. It is a draft again.
planned-undo = ↩️ Undo
planned-cancel-undo = ⏳ It has not begun yet. Undo stops it, and it is a draft again:
planned-undo-done = ↩️ Undone. Nobody got it, and it is a draft again.
planned-now = 🚀 Start now
planned-at = 🕰 At another time
planned-drop = 🗑 Drop it
planned-open = 🗓 Open
planned-edit = ✏️ Edit
planned-too-late = Too late: it is on its way, or somebody has decided already.
planned-gone = 🗑 This broadcast was dropped.

planned-heading = ⌛️ Not sent yet: { $title } · #{ $number }
planned-why =
    { $why ->
        [nobody] It was planned for { $time }, but nobody matches its audience any more.
        [audience] It was planned for { $time }, but { $missing ->
            [tag] there is no tag { $name } any more
            [field] there is no field { $name } any more
            [topic] its topic is not there any more
            [list] the list of ids is not there any more
            [ledger] who got broadcast #{ $name } is not known any more
            [broadcast] there is no broadcast #{ $name } any more
           *[other] something is not there any more ({ $name })
        }, and its audience asks about that.
        [forwards] It was planned for { $time }, but it is a forward, and too many match for that.
        [expired] It was planned for { $time }, but its end has passed, and nobody is to get it any more.
        [role] It was planned for { $time }, but whoever planned it is not an admin any more.
        [restored] It was planned for { $time }. The database was put back from a backup since: it may have gone out already.
        [other-bot] It was planned for { $time }. The token now belongs to another bot, and these subscribers may not know it.
        [fault] It was planned for { $time }, but something in me went wrong. The log says what.
       *[late] It was planned for { $time }, but I was not running then.
    }
planned-what-now = What shall become of it?
planned-now-done = 🚀 It goes out.
planned-now-nobody = Nobody would get it: nobody matches its audience now.
planned-now-cannot = It cannot be sent as it is: open it with Edit, and its window says why.
planned-now-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🚀 Send { $title } now, to { NUMBER($count, useGrouping: 0) } recipient?
       *[other] 🚀 Send { $title } now, to { NUMBER($count, useGrouping: 0) } recipients?
    }
planned-now-own = ⚠️ It was to reach everybody at { $clock } on their own clock. Started now, everybody gets it now, whatever their clock shows.
planned-now-yes = ✅ Yes, now
planned-drop-sure = 🗑 Drop { $title }? Nobody gets it, and it cannot be brought back. (Edit makes it a draft instead.)
planned-drop-yes = 🗑 Yes, drop it
planned-drop-no = No, keep it
planned-moved = 🕰 It goes out at the new time.

planned-title = 🗓 Planned, the next one first{ $paged ->
        [yes] { " " }(page { $page } of { $pages })
       *[no] { "" }
    }
planned-empty = 🗓 Nothing is planned. A draft has the button Time.
planned-row = { $time } · { $title }
planned-row-asked = ⚠️ { $time } · { $title }
planned-card =
    🗓 { $title } · #{ $number }
    🕰 { $time }
    👤 Planned by { $name }
planned-waiting =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🗓 { NUMBER($count, useGrouping: 0) } broadcast is planned: /admin, Planned.
       *[other] 🗓 { NUMBER($count, useGrouping: 0) } broadcasts are planned: /admin, Planned.
    }
