settings-title = ⚙️ Ваши настройки
settings-topics = Что вам присылать? Нажмите, чтобы включить или выключить.
settings-not-subscribed = Сейчас вы не подписаны. Подписаться: /start.
settings-language = 🌐 Язык: { $language }
settings-leave = 🚪 Отписаться от всего

topics-title =
    🗂 Темы

    Люди выбирают в /settings, какие из них им нужны. Пока человек тему не выключил, она включена. У рассылки одна тема или никакой.
owner-settings-topics = 🗂 Темы
topics-new = ➕ Новая тема
topics-full = Тем уже десять: больше никто читать не станет. Чтобы добавить новую, удалите одну из них.
topics-one =
    🗂 { $name }

    { NUMBER($unwanted, useGrouping: 0) ->
        [0] Никто её не выключил.
        [one] Её выключил { NUMBER($unwanted, useGrouping: 0) } подписчик.
        [few] Её выключили { NUMBER($unwanted, useGrouping: 0) } подписчика.
        [many] Её выключили { NUMBER($unwanted, useGrouping: 0) } подписчиков.
       *[other] Её выключили { NUMBER($unwanted, useGrouping: 0) } подписчика.
    }
topics-gone = Этой темы больше нет: её удалил другой владелец.
topics-rename = ✏️ Переименовать
topics-raise = ⬆️ Поднять выше
topics-remove = 🗑 Удалить
topics-remove-ask = Удалить тему { $name }? Вместе с ней пропадёт и то, что о ней выбрали люди. Черновики останутся без темы.
topics-remove-yes = 🗑 Да, удалить
topics-remove-no = Нет
topics-name-new = Как назвать новую тему? Пришлите название: до 64 символов, понятное вашим читателям.
topics-name-other = Как её назвать теперь? Пришлите новое название: до 64 символов. Выбор людей сохранится.
topics-bad = Это не название: нужно от 1 до 64 символов текста.
topics-taken = Тема с таким названием уже есть. Выберите другое.
privacy-tags = И метки, по которым вас находит команда бота: { $names }
