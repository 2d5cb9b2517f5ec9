owner-settings-outside = 🔌 From outside
outside-title =
    🔌 From outside

    A shop, a script or a timer of yours can ask the bot for broadcasts and people. Each program gets a key of its own: so you see which one does what, and can take back one alone.

    And when something happens here, I tell your servers.
outside-keys = 🔑 API keys

keys-title = 🔑 API keys, newest first{ $paged ->
        [yes] { " " }(page { $page } of { $pages })
       *[no] { "" }
    }
keys-empty = 🔑 There are no API keys: no program can ask the bot for anything.
keys-where = They are used at { $at } of the bot’s machine; docs/api.md says how.
keys-nowhere = ⚠️ No program can reach the bot yet: for that, whoever runs it sets HTTP_PORT.
keys-row = { $mark } { $name } · …{ $hint } · { $used }
keys-unused = not used yet
keys-new = ➕ New key
keys-how = What is the key for? Send me a name of up to { $most } characters: the program’s, “Shop” say.
keys-bad-name = ⚠️ That is no name: it needs 1 to { $most } characters of text.
keys-no-rights = ⚠️ Choose at least one thing that it may do.
keys-full = ⚠️ There are { $most } keys already. Revoke one that nobody needs.
keys-make =
    🔑 { $name }

    What may it do? A tap turns it on or off. Below: how often it may call, and for how long it works.

    Without “send at once” whatever it makes comes to all of you first, with a button that sends it.
keys-right-draft = make drafts
keys-right-send = send at once
keys-right-people = see and change people
keys-right-read = read reports
keys-rate = { $rate } calls a minute
keys-days = { $days ->
        [0] for ever
        [one] { NUMBER($days, useGrouping: 0) } day
       *[other] { NUMBER($days, useGrouping: 0) } days
    }
keys-make-yes = 🔑 Make the key
keys-shown =
    🔑 The key “{ $name }”:

    { $key }

    It is shown this once and kept nowhere. Put it where the program finds it, then delete this message: whoever has the key can do what you have allowed.
keys-copy = 📋 Copy
keys-unseen = ⚠️ The key was made, but the message with it did not get through, and it cannot be shown again. Revoke it and make another.
keys-card =
    🔑 { $name } (number { $number }, ends in …{ $hint })

    { $rights }

    { $rate } calls a minute. { $life ->
        [never] It works until somebody revokes it.
        [over] It has expired: { $ends }.
       *[until] It works until { $ends }.
    }
    Made by { $maker }, { $made }. { $use ->
        [never] Nothing has called with it yet.
       *[at] Last call: { $used }.
    }
keys-gone = This key is not there any more: somebody has revoked it.
keys-revoke = 🗑 Revoke
keys-revoke-sure = 🗑 Revoke the key “{ $name }”? Whatever calls with it is refused from that moment on. What it has planned stays planned.
keys-revoke-yes = 🗑 Yes, revoke it
keys-revoke-no = No

arrival-text =
    📥 The key “{ $key }” has made this draft from outside.

    { $whom }{ $counted ->
        [yes] { " " }· { $count }
       *[no] { "" }
    }
    Nobody gets it until one of you sends it.
arrival-unseen =
    { $title }

    ⚠️ It could not be shown here as people would get it. Open it to see why.
arrival-many = 📥 { NUMBER($count, useGrouping: 0) } drafts have come from outside, the last one with the key “{ $key }”. You find them in the menu under “All drafts”.
notice-previewed = 👆 Nobody but you has got this: the key “{ $key }” has asked for a look at { $title } · #{ $number }.
arrival-send = 🚀 Send
arrival-open = ✏️ Open
arrival-discard = 🗑 Discard
arrival-yours = 📥 You work on this draft now: { $title }
arrival-late = Too late: somebody else has taken it, or it is sent already.
arrival-over = 📥 This draft is not waiting any more: { $title }
drafts-card-outside = 📥 It came from outside with the key “{ $key }”, and nobody has opened it yet.
