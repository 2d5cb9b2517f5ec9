buttons-how =
    🔘 Пришлите кнопки, каждую с новой строки:

    Текст - https://link
    Текст - copy: ПРОМОКОД
    Текст - answer: Спасибо!
    Текст - app: https://web.app

    По ссылке откроется сайт, copy скопирует код, answer посчитает ответ и покажет ваши слова, app откроет веб-приложение (не в группах и каналах). Через | кнопки встанут рядом. 🔴, 🟢 или 🔵 в начале задаёт цвет. #слово после ответа ставит метку тем, кто его выбрал. Одно тире уберёт все кнопки.
buttons-present =
    Сейчас они такие:

    { $lines }
buttons-remove = 🗑 Убрать все
buttons-shares-on = ✅ Показывать, как ответили все
buttons-shares-off = ⬜️ Показывать, как ответили все
buttons-mistakes =
    ⚠️ Ничего не изменено:

    { $lines }

    Исправьте и пришлите все строки ещё раз.
buttons-mistakes-some =
    ⚠️ Приняты все строки, кроме этих:

    { $lines }

    Пришлите исправленными только их: каждая встанет на своё место.
buttons-line = Строка { $number }, «{ $line }»: { $mistake }
buttons-more-lines =
    … и ещё { NUMBER($count, useGrouping: 0) } { NUMBER($count, useGrouping: 0) ->
        [one] строка
        [few] строки
       *[many] строк
    }
buttons-mistake-no-link = должно быть так: «Текст - https://link»
buttons-mistake-no-text = перед тире нет текста
buttons-mistake-long-text = текст длиннее 64 символов
buttons-mistake-bad-link = ссылка должна быть полной и начинаться с https://, http:// или tg://
buttons-mistake-bad-app = ссылка веб-приложения должна быть полной и начинаться с https://
buttons-mistake-no-code = после «copy:» нечего копировать
buttons-mistake-long-code = код длиннее 256 символов
buttons-mistake-no-answer = после «answer:» нет слов ответа
buttons-mistake-long-answer = ответ длиннее 200 символов
buttons-mistake-long-tag = метка длиннее 32 символов
buttons-mistake-long-row = в ряду больше 8 кнопок
buttons-mistake-too-many = всего больше 99 кнопок

options-unsubscribe-on = ✅ Кнопка «Отписаться»
options-unsubscribe-off = ⬜️ Кнопка «Отписаться»

unsubscribe-button = 🔕 Отписаться
owner-settings-leave-words = 🔕 Кнопка «Отписаться»
leave-words-title = 🔕 Под каждой рассылкой в личных чатах есть кнопка, чтобы отписаться. Что на ней написать? Выберите язык, чтобы изменить надпись.
leave-words-default = Если у рассылки нет версии на языке читателя, на кнопке будет надпись для основного языка бота: { $language }.
leave-words-line = { $language }: { $words }
leave-words-how = 🔕 Пришлите надпись для этого языка: одну строку до 64 символов. Сейчас на кнопке «{ $words }».
leave-words-unusable = ⚠️ На кнопку это не поместится. Ничего не изменилось.
leave-words-remove = ↩️ Вернуть обычную надпись
