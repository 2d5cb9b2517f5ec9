since-offer = 📨 To those who came since
since-counting = ⏳ I am counting who has come since. “Refresh” looks again.
since-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] 📨 { NUMBER($count, useGrouping: 0) } person has come since and matches. Send this broadcast to them? Nobody who has it gets it again.
       *[other] 📨 { NUMBER($count, useGrouping: 0) } people have come since and match. Send this broadcast to them? Nobody who has it gets it again.
    }
since-yes = 📨 Yes, send it ({ $count })
since-nobody = 📨 Nobody who matches has come since. This button stays for later.
since-pruned = 📨 The list of who got this broadcast was pruned (LEDGER_DAYS), so I cannot tell who has it. “Duplicate” makes a draft of it whose audience you choose.
since-gone = 📨 A tag, field, topic or list that this broadcast’s audience asks about was deleted. “Duplicate” makes a draft of it whose audience you choose.
since-taken-back = 📨 This broadcast was taken back, so nobody else gets it. “Duplicate” makes a draft of it.
since-under-way = ⏳ This broadcast, or one that followed it, has not ended yet. Please wait for its report.
since-of = 📨 This is #{ $number } for those who came since.
since-sent = 📨 Sent to those who came since, as #{ $number }
browse-row-since =
    { NUMBER($count, useGrouping: 0) ->
        [one] { $mark } { $moment } · #{ $number } · since · { NUMBER($count, useGrouping: 0) } person · { $title }
       *[other] { $mark } { $moment } · #{ $number } · since · { NUMBER($count, useGrouping: 0) } people · { $title }
    }
