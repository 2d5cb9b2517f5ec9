menu-links = 🔗 Links
links-title =
    🔗 Links by which people come{ $paged ->
        [yes] { " " }(page { $page } of { $pages })
       *[no] { "" }
    }

    The number says how many came by a link first.
links-empty =
    🔗 A link of its own for each place where you invite people: a poster, an advertisement, a partner.

    The bot counts who came by which, and gives you a QR picture of each.
links-new = ➕ New link
links-row = { $name } · { $count }
links-how = 🔗 What is the link for? Send me a name, “Spring poster” for example (up to { $most } characters).
links-how-name = ✏️ Send me another name for the link (up to { $most } characters).
links-how-code =
    🔤 Send me the code that the link is to carry: up to 64 letters of the Latin alphabet, digits, hyphens and underscores.

    The link and the QR picture that there are will not work any more.
links-given =
    🔗 { $name }

    { $link }
links-card =
    🔗 { $name }
    { $link }
links-came = 👣 Came by it: { $count }
links-here = ✅ Still here: { $count }
links-left = 👋 Left: { $count }
links-blocked = 🚫 Blocked the bot: { $count }
links-lost = 📵 Out of reach: { $count }
links-later = 🔁 Came by it later, known already: { $count }
links-answered = 🗳 Tapped an answer: { $count }
links-picture = 🔳 Link and QR picture
links-rename = ✏️ Rename
links-code = 🔤 Another code
links-delete = 🗑 Delete
links-delete-sure = 🗑 Delete the link { $name }? Whoever came by it stays and keeps it as their source. It goes on working; its people are then listed under “Other codes”.
links-delete-yes = 🗑 Yes, delete it
links-delete-no = No, keep it
links-others = 🏷 Other codes ({ NUMBER($count, useGrouping: 0) })
links-others-title = 🏷 Codes without a name that people came by. Such a link counts, too; if you make a link with that code, it gets a card of its own.
links-other-row = { $code }: { $count }
links-others-more = … and more: { $count }
links-unseen = ⚠️ The picture did not get through. Please tap “Link and QR picture” to try again.
links-gone = This link was deleted.
links-no-name = ⚠️ I need a name in words: please send it as a text.
links-long-name = ⚠️ This name is too long: 64 characters at most. Please send a shorter one.
links-bad-code = ⚠️ A code has only letters of the Latin alphabet, digits, hyphens and underscores. Please send another one.
links-long-code = ⚠️ This code is too long: 64 characters at most. Please send a shorter one.
links-reserved-code = ⚠️ Codes that begin like this mean something else to Telegram or to this bot. Please send another one.
links-taken-code = ⚠️ There is a link with this code already. Please send another one.
links-used-code = ⚠️ People have come by this link, so its code stays. Please make another link for another code.
links-tag = 🏷 Tag
links-tagged = 🏷 Whoever comes by it gets the tag { $tag }.
links-how-tag = 🏷 Which tag shall everybody get who comes by this link from now on? Send me its name (up to { $longest } characters); one that is not there yet is made.
links-tag-unknown = ⚠️ There is no tag { $tag } yet, but there is { $near }. Which one do you mean?
links-tag-near = 🏷 I mean { $tag }
links-tag-new = ➕ A new tag: { $tag }
links-tag-none = 🗑 No tag
links-bad-tag = ⚠️ I need a name as a text, and not so long. Please send it again.
links-full-tags = ⚠️ There are too many tags already. Please delete one of them first.
links-people =
    🔗 { $name }
    { $figure }
