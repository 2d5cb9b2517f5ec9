# Versions of a broadcast that are tried against each other: A, B, C, D.

compose-versions = 🔀 Versions
summary-versions = A/B · { $count } × { $share }%
versions-open = 🔀 This is version { $letter }; Messages, Buttons and Languages change it alone.
versions-how = 🔀 Not sure how best to say it? Try two to four versions: each goes to a small share of the audience, everybody else waits, and the better one then goes to them.
versions-each =
    🔀 { NUMBER($count, useGrouping: 0) ->
        [one] { NUMBER($count, useGrouping: 0) } version goes to { $share }% of the audience. The other { $rest }% wait for the better one.
       *[other] Each of the { NUMBER($count, useGrouping: 0) } versions goes to { $share }% of the audience. The other { $rest }% wait for the better one.
    }
versions-nobody-waits =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🔀 The only version goes to everybody.
       *[other] 🔀 The { NUMBER($count, useGrouping: 0) } versions share the whole audience between them. Nobody waits: the report shows them side by side.
    }
versions-when = ⏱ It is decided { $duration } after they went out; you can do it earlier by a tap.
versions-when-by-hand = ⏱ You decide, by a tap below the report.
versions-by-answers = ⚖️ What counts: which one more people answer, by its answer buttons.
versions-by-leaving = ⚖️ What counts: after which one fewer people leave or block the bot. If each version had answer buttons, it would be the answers.
versions-chance = Where the difference may be chance, I do not choose but ask you.
versions-tap = Tap a version to see it above. Messages, Buttons and Languages then change that version.
versions-add = ➕ Version { $letter }
versions-remove = 🗑 Remove { $letter }
versions-percent = { $share }%
versions-share = 📊 { $share }% each
versions-time = ⏱ After { $duration }
versions-by-hand = ✋ By hand
versions-send = ✏️ Send me the message for version { $letter }, or begin with a copy of A. Its buttons are those of A, until you change them.
versions-copy = 📄 Copy of A
versions-share-how = 📊 What share of the audience gets each version at first? Tap one, or send me a whole number from 1 to { $most }.
versions-bad-share = ⚠️ Please send a whole number from 1 to { $most }: { $count } versions have no more than that each.
versions-time-how = ⏱ How long after they went out is it decided? Tap a time, or send me one: 6 (hours), 90 min, 2 d.
versions-bad-time = ⚠️ Please send a time from 10 minutes to 14 days: 6 (hours), 90 min, 2 d.

versions-confirm-line = • { $letter }: { $count }
versions-confirm-rest = • wait for the better one: { $count }
versions-confirm-missing = ⚠️ Version { $letter } has nothing in { $languages }, another version has: who speaks that gets { $letter } as everybody else does.
versions-confirm-few = ⚠️ With { $count } people for a version, the difference will most likely be chance. A larger share tells more.
versions-confirm-mute = ⚠️ Version { $letter } has no answer buttons while others have, so answers cannot decide.
versions-confirm-poll = ℹ️ Votes in a poll do not count here, only taps on answer buttons and who leaves.
versions-confirm-forward = ℹ️ A forwarded post has no answer buttons of its own: only who leaves tells how it was taken.

figure-held = 🔀 Held back for the better version: { $count }
skipped-held = waits for the better version
versions-held = ⏳ Which one they get is decided { $duration } after the others have theirs.
versions-held-by-hand = ⏳ Which one they get you decide once the others have theirs.
versions-title = 🔀 The versions side by side:
versions-line-answers = • { $letter }: { $got } got it, answered: { $answered } ({ $share }%), left: { $left }
versions-line-stayed = • { $letter }: { $got } got it, left: { $left } ({ $share }%)
versions-even = 🤷 The difference is within chance (Fisher’s exact test at 5%).
versions-better-answers = 🏆 { $letter } is answered more, and by more than chance (Fisher’s exact test at 5%).
versions-better-stayed = 🏆 After { $letter } fewer leave, and by more than chance (Fisher’s exact test at 5%).
versions-decided = 📨 The others got { $letter } by themselves, as #{ $number }.
versions-chosen = 📨 An admin sent { $letter } to the others, as #{ $number }.
versions-dropped =
    { NUMBER($count, useGrouping: 0) ->
        [0] ✔️ Nobody was waiting any more.
        [one] ✔️ An admin decided that the { NUMBER($count, useGrouping: 0) } other person gets none of them.
       *[other] ✔️ An admin decided that the { NUMBER($count, useGrouping: 0) } others get none of them.
    }
versions-asked =
    { NUMBER($count, useGrouping: 0) ->
        [one] ❓ The time is over. { NUMBER($count, useGrouping: 0) } person waits: which version do they get?
       *[other] ❓ The time is over. { NUMBER($count, useGrouping: 0) } people wait: which version do they get?
    }
versions-waits-until =
    { NUMBER($count, useGrouping: 0) ->
        [one] ⏳ { NUMBER($count, useGrouping: 0) } person waits for the better one until { $moment }. You can decide now.
       *[other] ⏳ { NUMBER($count, useGrouping: 0) } people wait for the better one until { $moment }. You can decide now.
    }
versions-waits-by-hand =
    { NUMBER($count, useGrouping: 0) ->
        [one] ⏳ { NUMBER($count, useGrouping: 0) } person waits until you decide which version they get.
       *[other] ⏳ { NUMBER($count, useGrouping: 0) } people wait until you decide which version they get.
    }
versions-send-to-rest = 📨 Send { $letter } ({ $count })
versions-wait-longer = ⏳ Wait { $duration } longer
versions-drop = ✖️ Send the others nothing
versions-send-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] 📨 Send version { $letter } to the { NUMBER($count, useGrouping: 0) } person who waits?
       *[other] 📨 Send version { $letter } to the { NUMBER($count, useGrouping: 0) } people who wait?
    }
versions-send-yes = 📨 Yes, send { $letter } ({ $count })
versions-drop-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] ✖️ { NUMBER($count, useGrouping: 0) } person waits and would get nothing. Are you sure?
       *[other] ✖️ { NUMBER($count, useGrouping: 0) } people wait and would get nothing. Are you sure?
    }
versions-drop-yes = ✖️ Yes, send them nothing
versions-dropped-now = ✔️ The others get nothing.
versions-waits-on = ⏳ They wait longer.
versions-rest-of = 🔀 This is the version of #{ $number } that was chosen, for those who had waited for it.
versions-notice-sent =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🏆 { $title }: version { $letter } did better, by more than chance. It now goes to the { NUMBER($count, useGrouping: 0) } person who waited, as #{ $number }.
       *[other] 🏆 { $title }: version { $letter } did better, by more than chance. It now goes to the { NUMBER($count, useGrouping: 0) } people who waited, as #{ $number }.
    }
versions-notice-asked = ❓ The versions of this broadcast are too close to call: { $title } · #{ $number }
card-versions = 🔀 Versions
versions-cancel-none = Nothing is being sent. These wait for their version; below each you can say that they get nothing:
browse-row-held =
    { NUMBER($count, useGrouping: 0) ->
        [one] { $mark } { $moment } · #{ $number } · better version · { NUMBER($count, useGrouping: 0) } person · { $title }
       *[other] { $mark } { $moment } · #{ $number } · better version · { NUMBER($count, useGrouping: 0) } people · { $title }
    }
