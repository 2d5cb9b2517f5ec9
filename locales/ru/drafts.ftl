menu-drafts = 🗒 Все черновики ({ NUMBER($count, useGrouping: 0) })
drafts-title = 🗒 Черновики всех администраторов, сначала новые{ $paged ->
        [yes] { " " }(страница { $page } из { $pages })
       *[no] { "" }
    }
drafts-empty = 🗒 Черновиков нет.
drafts-row = { $age } · { $name } · { $title }
drafts-card =
    📝 { $title }

    Автор: { $author }, последнее изменение { $age } назад.
drafts-card-held = 👤 Сейчас с ним работает { $name }. Если забрать черновик себе, { $name } узнает об этом и сможет так же его вернуть.
drafts-open = ✏️ Открыть
drafts-take-over = 🤝 Забрать себе
drafts-discard = 🗑 Удалить
drafts-discard-sure = 🗑 Удалить черновик { $title }? Вернуть его будет нельзя.
drafts-discard-held = 🗑 Удалить черновик { $title }? С ним работает { $name }. Вернуть его будет нельзя.
drafts-held = С этим черновиком теперь работает { $name }. Он в меню в списке «Все черновики», и там его можно забрать себе.
duplicate = 📄 Дублировать
