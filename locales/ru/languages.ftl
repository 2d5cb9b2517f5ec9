# Версии рассылки на других языках.

compose-languages = 🌍 Языки
languages-how = 🌍 У рассылки может быть версия на каждом языке. Каждый получит её на языке, который выбрал сам, а если не выбирал — на языке своего Telegram; для кого версии нет, тот получит первую.
languages-tap = Нажмите на версию, чтобы увидеть её выше. После этого «Сообщения» и «Кнопки» меняют её.
languages-line = • { $language }: { $count }
languages-rest = • все остальные: { $count }
languages-nobody = ⚠️ { $language }: среди подписчиков на нём никто не говорит, эту версию не получит никто.
languages-without = ℹ️ Своей версии нет, поэтому получат первую: { $languages }
languages-first = Все остальные
languages-add = ➕ Добавить язык
languages-remove = 🗑 Удалить: { $language }
languages-which = 🌍 Какой язык? Число показывает, сколько подписчиков на нём говорят.
languages-none = 🌍 Других языков у подписчиков нет.
languages-send = ✏️ Пришлите сообщение на языке: { $language }. Кнопки будут как у первой версии, пока вы их не измените.
languages-open = 🌍 Открыта версия на языке: { $language }. «Сообщения» и «Кнопки» меняют только её.
summary-languages =
    { NUMBER($count, useGrouping: 0) } { NUMBER($count, useGrouping: 0) ->
        [one] язык
        [few] языка
       *[many] языков
    }
languages-several = В первой версии несколько сообщений: после этого сообщения я приму и следующие.
