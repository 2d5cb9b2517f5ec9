# Versions of a broadcast in other languages.

compose-languages = 🌍 Languages
languages-how = 🌍 A broadcast can have a version for each language. Everybody gets that of the language they chose, or else of their Telegram; whoever has none gets the first one.
languages-tap = Tap a version to see it above. Messages and Buttons then change that version.
languages-line = • { $language }: { $count }
languages-rest = • everybody else: { $count }
languages-nobody = ⚠️ { $language }: nobody subscribed speaks it, so nobody gets this version.
languages-without = ℹ️ These have no version of their own and get the first one: { $languages }
languages-first = Everybody else
languages-add = ➕ Add a language
languages-remove = 🗑 Remove { $language }
languages-which = 🌍 Which language? The number says how many of the subscribed speak it.
languages-none = 🌍 There is no further language among the subscribed.
languages-send = ✏️ Send me the message for { $language }. Its buttons are those of the first version, until you change them.
languages-open = 🌍 This is the version for { $language }; Messages and Buttons change it alone.
summary-languages =
    { NUMBER($count, useGrouping: 0) } { NUMBER($count, useGrouping: 0) ->
        [one] language
       *[other] languages
    }
languages-several = The first version has several messages: after this one I take the next ones, too.
