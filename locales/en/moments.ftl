moment-hint = 🕰 { $moment } in { $zone } is shown to everybody in their own time zone.
moment-hint-past = 🕰 { $moment } in { $zone } is shown to everybody in their own time zone. ⚠️ It has passed.
moment-form = ⚠️ “{ $what }” in braces is no moment. Write it like this: time 2026-12-05 19:00, in braces.
moment-no-such = ⚠️ “{ $what }”: there is no such day or hour, or it is too far away (Telegram knows none after January 2038). Please correct it.
moment-skipped = ⚠️ “{ $what }”: the clocks are put forward over that hour, so it does not exist here. Please choose another.
moment-broken = ⚠️ “{ $what }”: only part of it is formatted. Format all of it, braces included, or nothing.
