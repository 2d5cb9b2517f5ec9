owner-settings-quiet-hours = 🌙 Quiet hours
quiet-hours-how =
    🌙 Quiet hours: what is on its way then stands still, and goes on by itself. Send me from when till when: 22-8, or 22:30-7:45.

    A draft’s Options can say otherwise: send without a sound, or take no notice.
quiet-hours-now = Now they are { $hours } ({ $zone }).
quiet-hours-by-person = Whoever’s own time zone is known has them by their own clock.
quiet-hours-as-before =
    { NUMBER($count, useGrouping: 0) ->
        [one] ⏳ { NUMBER($count, useGrouping: 0) } broadcast is under way since before that: until its end it keeps these hours by { $zone } for everybody.
       *[other] ⏳ { NUMBER($count, useGrouping: 0) } broadcasts are under way since before that: until their end they keep these hours by { $zone } for everybody.
    }
quiet-hours-own-on = ✅ By people’s own clocks
quiet-hours-own-off = ⬜️ By people’s own clocks
quiet-hours-none = 🗑 No quiet hours
quiet-hours-wrong =
    { $why ->
        [day] ⚠️ “{ $typed }” leaves no hour of the day to send in. At least one has to stay free.
       *[unreadable] ⚠️ “{ $typed }” are no hours of the day. Write from when till when, between 0 and 24, like this: 22-8. Nothing was changed.
    }
zones-known =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🕒 Time zone known: { NUMBER($count, useGrouping: 0) } person
       *[other] 🕒 Time zone known: { NUMBER($count, useGrouping: 0) } people
    }
options-quiet-hold = 🌙 In quiet hours: waits
options-quiet-silent = 🌙 In quiet hours: without a sound
options-quiet-ignore = 🌙 In quiet hours: goes on
options-name-quiet-silent = without a sound in quiet hours
options-name-quiet-ignore = in quiet hours too
progress-stands =
    { $day ->
        [today] 🌙 Stands still until { $time }; { NUMBER($count, useGrouping: 0) } wait. It goes on by itself.
        [tomorrow] 🌙 Stands still until { $time } tomorrow; { NUMBER($count, useGrouping: 0) } wait. It goes on by itself.
       *[later] 🌙 Stands still until { $moment }; { NUMBER($count, useGrouping: 0) } wait. It goes on by itself.
    }
progress-some-stand =
    { $day ->
        [today] 🌙 It is not the hour yet for { NUMBER($count, useGrouping: 0) } of them; for the next it is at { $time }.
        [tomorrow] 🌙 It is not the hour yet for { NUMBER($count, useGrouping: 0) } of them; for the next it is at { $time } tomorrow.
       *[later] 🌙 It is not the hour yet for { NUMBER($count, useGrouping: 0) } of them; for the next it is on { $moment }.
    }
progress-stands-ends =
    { $day ->
        [today] 🌙 Stands still until its end at { $time }: { NUMBER($count, useGrouping: 0) } of them will not get it, and count as skipped.
        [tomorrow] 🌙 Stands still until its end at { $time } tomorrow: { NUMBER($count, useGrouping: 0) } of them will not get it, and count as skipped.
       *[later] 🌙 Stands still until its end on { $moment }: { NUMBER($count, useGrouping: 0) } of them will not get it, and count as skipped.
    }
progress-some-end =
    { $day ->
        [today] 🌙 It ends at { $time }, before the hour comes for { NUMBER($count, useGrouping: 0) } of them: they will not get it, and count as skipped.
        [tomorrow] 🌙 It ends at { $time } tomorrow, before the hour comes for { NUMBER($count, useGrouping: 0) } of them: they will not get it, and count as skipped.
       *[later] 🌙 It ends on { $moment }, before the hour comes for { NUMBER($count, useGrouping: 0) } of them: they will not get it, and count as skipped.
    }
progress-expires =
    { $day ->
        [today] ⌛️ Not after { $time } today
        [tomorrow] ⌛️ Not after { $time } tomorrow
       *[later] ⌛️ Not after { $moment }
    }
figure-expired = ⌛️ Of the skipped, too late for it: { $count }
confirm-ends =
    { $day ->
        [today] 🌙 Quiet hours are in between: done today about { $time }.
        [tomorrow] 🌙 Quiet hours are in between: done tomorrow about { $time }.
       *[later] 🌙 Quiet hours are in between: done about { $moment }.
    }
confirm-ends-late = 🌙 Quiet hours are in between: it takes more than a week.
confirm-begins =
    { $day ->
        [today] It begins at { $time }.
        [tomorrow] It begins at { $time } tomorrow.
       *[later] It begins on { $moment }.
    }
confirm-expires =
    { $day ->
        [today] ⚠️ It ends at { $time }, before everybody has got it: about { NUMBER($count, useGrouping: 0) } of them will not get it, and count as skipped.
        [tomorrow] ⚠️ It ends at { $time } tomorrow, before everybody has got it: about { NUMBER($count, useGrouping: 0) } of them will not get it, and count as skipped.
       *[later] ⚠️ It ends on { $moment }, before everybody has got it: about { NUMBER($count, useGrouping: 0) } of them will not get it, and count as skipped.
    }
confirm-expires-all =
    { $day ->
        [today] ⚠️ It ends at { $time }, before it can go to anybody: nobody would get it.
        [tomorrow] ⚠️ It ends at { $time } tomorrow, before it can go to anybody: nobody would get it.
       *[later] ⚠️ It ends on { $moment }, before it can go to anybody: nobody would get it.
    }
options-expiry = ⌛️ Not after …
options-expiry-at = ⌛️ Not after { $moment }
own-clocks-on = ✅ By everybody’s own clock
own-clocks-off = ⬜️ By everybody’s own clock
own-clocks-time = 🕒 Everybody gets it when it is { $clock } on their own clock. It begins on { $time }; where that hour has passed, they get it at once.
own-clocks-unknown =
    { NUMBER($count, useGrouping: 0) ->
        [one] The time zone of { NUMBER($count, useGrouping: 0) } person is not known: they go by { $zone }.
       *[other] The time zone of { NUMBER($count, useGrouping: 0) } people is not known: they go by { $zone }.
    }
planned-own = 🕒 By everybody’s own clock: { $clock }
options-name-expiry = not after { $moment }
