zone-button = 🕒 Time zone: { $zone }
zone-button-unknown = 🕒 Time zone: not known
zone-none = 🕒 I do not know your time zone yet. With it, what is meant for the morning comes in your morning.
zone-known = 🕒 Your time zone: { $zone }. It is { $time } there.
zone-how = Where are you? Or send me your location here (📎 → Location): I keep the time zone and not the place.
zone-region =
    { $region ->
        [europe] Europe
        [asia] Asia
        [america] America
        [africa] Africa
        [pacific] Australia and the Pacific
       *[elsewhere] Other islands, the poles
    }
zone-fixed = By the difference to UTC
zone-forget = Forget my time zone
zone-back = ⬅️ Back
zone-clock = What does your clock say?
zone-clock-is = { $time } ({ $offset })
zone-town = Which town has your time? Clock changes go by it.
zone-fixed-how = What does your clock say? A zone that is chosen here knows no summer time: where clocks are changed, choose a town instead.
zone-taken = ✅ Your time zone is { $zone }: it is { $time } there.
zone-forgotten = ✅ Your time zone is forgotten.
zone-shared = This place has the time zone { $zone }: it is { $time } there. Is that your time zone? I do not keep the place.
zone-shared-team = ✉️ Thank you! The team gets to see this place. Its time zone is { $zone }: it is { $time } there. Is that yours, too?
zone-shared-yes = Yes, take it
zone-shared-no = No
zone-kept = Nothing was changed.
zone-nowhere = I find no time zone for that place. /settings lets you choose one.
