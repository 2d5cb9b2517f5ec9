menu-settings = ⚙️ Settings
owner-settings-title = ⚙️ What is decided here holds for all broadcasts from now on.
owner-settings-footer = 📎 Footer
footer-how =
    📎 Send me the text that stands below every broadcast: an advertisement’s label, say, or whose channel this is. Formatting is kept.

    A draft can go without it: Options in its window.
footer-present =
    Now it is:

    { $footer }
footer-remove = 🗑 No footer
footer-unusable = ⚠️ That cannot be a footer: please send a text of at most { $most } characters.
options-footer-on = ✅ Footer below it
options-footer-off = ⬜️ Footer below it
options-footer-over =
    { NUMBER($count, useGrouping: 0) ->
        [one] 📎 With the footer it is { NUMBER($count, useGrouping: 0) } character too long for Telegram. Shorten it, or take the footer off in Options.
       *[other] 📎 With the footer it is { NUMBER($count, useGrouping: 0) } characters too long for Telegram. Shorten it, or take the footer off in Options.
    }
