menu-drafts = 🗒 All drafts ({ NUMBER($count, useGrouping: 0) })
drafts-title = 🗒 Drafts of all admins, newest first{ $paged ->
        [yes] { " " }(page { $page } of { $pages })
       *[no] { "" }
    }
drafts-empty = 🗒 There are no drafts.
drafts-row = { $age } · { $name } · { $title }
drafts-card =
    📝 { $title }

    Begun by { $author }, last worked on { $age } ago.
drafts-card-held = 👤 { $name } works on it. If you take it over, { $name } is told and can take it back in the same way.
drafts-open = ✏️ Open
drafts-take-over = 🤝 Take over
drafts-discard = 🗑 Discard
drafts-discard-sure = 🗑 Throw away the draft { $title }? It cannot be brought back.
drafts-discard-held = 🗑 Throw away the draft { $title }? { $name } works on it. It cannot be brought back.
drafts-held = { $name } works on this draft now. You find it in the menu under “All drafts” and can take it over there.
duplicate = 📄 Duplicate
