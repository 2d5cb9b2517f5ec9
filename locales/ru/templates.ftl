menu-templates = 📑 Шаблоны
templates-title = 📑 Шаблоны{ $paged ->
        [yes] { " " }(страница { $page } из { $pages })
       *[no] { "" }
    }
templates-empty = 📑 Шаблонов нет. Чтобы создать его, нажмите «Сохранить как шаблон» в черновике или в рассылке.
templates-card = 📑 { $name }
templates-use = ✏️ Новая рассылка по нему
templates-rename = ✏️ Переименовать
templates-remove = 🗑 Удалить
templates-remove-sure = 🗑 Удалить шаблон { $name }? Черновики, созданные по нему, останутся.
templates-remove-yes = 🗑 Да, удалить
templates-remove-no = Нет, оставить
templates-save = 📑 Сохранить как шаблон
templates-how = 📑 Как назвать шаблон? Пришлите название, до { $longest } символов. В шаблоне останутся сообщения, кнопки, параметры и аудитория, но не звёзды.
templates-how-rename = ✏️ Как теперь назвать { $name }? Пришлите название, до { $longest } символов.
templates-saved = 📑 Шаблон сохранён.
templates-bad-name = ⚠️ Нужно название текстом, не длиннее { $longest } символов. Пришлите его ещё раз.
templates-taken = ⚠️ Шаблон с таким названием уже есть. Пришлите другое.
templates-full = ⚠️ Шаблонов уже { $most }. Сначала удалите какой-нибудь.
templates-gone = Этот шаблон удалили.
