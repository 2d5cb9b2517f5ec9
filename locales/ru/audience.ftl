outdated-segment = Этого сегмента больше нет: его кто-то удалил.

compose-audience = 👥 Кому

cond-or = { " или " }
cond-not = кроме «{ $condition }»
cond-since = кто подписался после { $title }
cond-language = язык: { $values }
cond-source = откуда: { $values }
cond-joined-within =
    { NUMBER($days, useGrouping: 0) ->
        [1] подписались за последние 24 часа
        [one] подписались за последний { NUMBER($days, useGrouping: 0) } день
        [few] подписались за последние { NUMBER($days, useGrouping: 0) } дня
        [many] подписались за последние { NUMBER($days, useGrouping: 0) } дней
       *[other] подписались за последние { NUMBER($days, useGrouping: 0) } дня
    }
cond-joined-after = подписались { $day } или позже
cond-joined-before = подписались раньше { $day }
cond-joined-between = подписались с { $first } по { $last }
cond-seen-within =
    { NUMBER($days, useGrouping: 0) ->
        [1] активны за последние 24 часа
        [one] активны за последний { NUMBER($days, useGrouping: 0) } день
        [few] активны за последние { NUMBER($days, useGrouping: 0) } дня
        [many] активны за последние { NUMBER($days, useGrouping: 0) } дней
       *[other] активны за последние { NUMBER($days, useGrouping: 0) } дня
    }
cond-seen-longer =
    { NUMBER($days, useGrouping: 0) ->
        [1] неактивны 24 часа
        [one] неактивны { NUMBER($days, useGrouping: 0) } день
        [few] неактивны { NUMBER($days, useGrouping: 0) } дня
        [many] неактивны { NUMBER($days, useGrouping: 0) } дней
       *[other] неактивны { NUMBER($days, useGrouping: 0) } дня
    }
cond-seen-after = активны { $day } или позже
cond-seen-before = неактивны с { $day }
cond-tag = метка: { $values }
cond-field-is = { $name }: { $value }
cond-field-is-not = { $name }: не { $value }
cond-field-set = { $name }: любое значение
cond-topic = включена тема { $name }
cond-chat = { $values }
cond-got = получили { $title }
cond-not-got = не получили { $title }
cond-uncertain = под вопросом в { $title }
cond-answered = ответили в { $title }
cond-answered-so = ответили { $values } в { $title }
cond-silent = получили { $title } и не ответили
cond-clicked = перешли по ссылке из { $title }
cond-clicked-link = перешли на { $url } из { $title }
cond-random-share = случайная выборка: { $percent } %
cond-random-number =
    { NUMBER($count, useGrouping: 0) ->
        [one] { NUMBER($count, useGrouping: 0) } случайный подписчик
        [few] { NUMBER($count, useGrouping: 0) } случайных подписчика
        [many] { NUMBER($count, useGrouping: 0) } случайных подписчиков
       *[other] { NUMBER($count, useGrouping: 0) } случайного подписчика
    }
cond-list =
    { NUMBER($count, useGrouping: 0) ->
        [one] из списка на { NUMBER($count, useGrouping: 0) } человека
        [few] из списка на { NUMBER($count, useGrouping: 0) } человека
        [many] из списка на { NUMBER($count, useGrouping: 0) } человек
       *[other] из списка на { NUMBER($count, useGrouping: 0) } человека
    }
source-none = без ссылки
chats-private = люди
chats-groups = группы
chats-channels = каналы

missing-tag = ⚠️ Метки { $name } больше нет. Чтобы отправить, уберите это условие.
missing-field = ⚠️ Поля { $name } больше нет. Чтобы отправить, уберите это условие.
missing-topic = ⚠️ Этой темы больше нет. Чтобы отправить, выберите другую или «нет».
missing-list = ⚠️ Этого списка id больше нет. Уберите условие или пришлите список снова.
missing-broadcast = ⚠️ Рассылки № { $name } больше нет. Чтобы отправить, уберите это условие.
missing-link = ⚠️ В рассылке № { $name } переходы по этой ссылке не считались поимённо. Чтобы отправить, уберите это условие.
missing-ledger = ⚠️ О рассылке № { $name } уже неизвестно, кто её получил: её журнал очищен (LEDGER_DAYS). Подсчёт был бы неверным, поэтому уберите это условие.

choosing-title =
    { NUMBER($people, useGrouping: 0) ->
        [0] 👥 Кому: никому
        [one] 👥 Кому: { NUMBER($people, useGrouping: 0) } подписчик
        [few] 👥 Кому: { NUMBER($people, useGrouping: 0) } подписчика
        [many] 👥 Кому: { NUMBER($people, useGrouping: 0) } подписчиков
       *[other] 👥 Кому: { NUMBER($people, useGrouping: 0) } подписчика
    }
choosing-title-counting = 👥 Кому: считаю…
choosing-title-unknown = 👥 Кому: сосчитать нельзя
choosing-everyone = Всем, кто подписан.
choosing-must = Только те, кто подходит под все условия:
choosing-must-not = Кроме тех, кто подходит хотя бы под одно:
choosing-emptied-by = ⚠️ С условием «{ $condition }» никого не остаётся. Уберите его или другое.
choosing-nobody = ⚠️ Никто не подписан.
choosing-too-slow = ⚠️ Подсчёт занял слишком много времени, и я его прервал. Попробуйте ещё раз через минуту.
choosing-unwanted =
    { NUMBER($count, useGrouping: 0) ->
        [one] У { NUMBER($count, useGrouping: 0) } из них эта тема выключена: к нему рассылка не придёт.
        [few] У { NUMBER($count, useGrouping: 0) } из них эта тема выключена: к ним рассылка не придёт.
        [many] У { NUMBER($count, useGrouping: 0) } из них эта тема выключена: к ним рассылка не придёт.
       *[other] У { NUMBER($count, useGrouping: 0) } из них эта тема выключена: к ним рассылка не придёт.
    }
choosing-topic-line = 🗂 Тема: { $name }
choosing-no-topic = нет
choosing-add-must = ➕ Только те, кто…
choosing-add-must-not = ➖ Кроме тех, кто…
choosing-remove = ✖️ { $condition }
choosing-people =
    { NUMBER($people, useGrouping: 0) ->
        [1] 👀 Кто это
        [one] 👀 Кто они ({ NUMBER($people, useGrouping: 0) })
        [few] 👀 Кто они ({ NUMBER($people, useGrouping: 0) })
        [many] 👀 Кто они ({ NUMBER($people, useGrouping: 0) })
       *[other] 👀 Кто они ({ NUMBER($people, useGrouping: 0) })
    }
choosing-topic = 🗂 Тема
choosing-segments = 📁 Сегменты
choosing-save = 💾 Сохранить как сегмент
choosing-clear = 👥 Всем
choosing-to-must = ➕ Только те, кто…
choosing-to-must-not = ➖ Кроме тех, кто…
choosing-what = По какому признаку?
choosing-done = ✅ Готово
choosing-other = ◀️ Другой признак
choosing-tap = Нажмите одну из кнопок: писать здесь ничего не нужно.
choosing-text = Напишите это текстом.
choosing-text-or-file = Пришлите id текстом или текстовым файлом.
choosing-file-large = ⚠️ Файл больше 20 МБ, столько Telegram прочитать не даёт. Разделите его или оставьте только столбец с id.
choosing-file-text = ⚠️ Это не текстовый файл в UTF-8. Сохраните его как текст или CSV в UTF-8 и пришлите снова.
choosing-topic-how =
    🗂 О чём рассылка? Кто выключил эту тему в /settings, её не получит; таких мы посчитаем.
choosing-segments-how = 📁 Из какого сегмента взять условия? Они заменят выбранные здесь.
choosing-segments-none = 📁 Сегментов пока нет. Выберите условия и нажмите «Сохранить как сегмент».
choosing-name-how = 💾 Как назвать эту аудиторию? Пришлите название до 64 символов. Сегмент — это вопрос, а не список: кто подходит, выясняется каждый раз заново.
choosing-bad-days = ⚠️ Не могу это прочитать. Пришлите число дней (14), дату (2026-03-05 или 5.3.2026) или две даты через тире.
choosing-bad-share = ⚠️ Не могу это прочитать. Пришлите число людей (500) или долю от 1 % до 99 % (15 %).
choosing-bad-value = ⚠️ В значении должно быть от 1 до 64 символов.
choosing-no-tag = ⚠️ Метки { $name } нет.
choosing-no-tag-near = ⚠️ Метки { $name } нет. Может быть, { $near }? Пришлите это название или нажмите на него.
choosing-field-set = любое значение
choosing-field-is = 🔁 Переключить на «равно»
choosing-field-is-not = 🔁 Переключить на «не равно»
choosing-got = ✅ получили
choosing-not-got = ❌ не получили
choosing-uncertain = ❔ под вопросом
choosing-answered = 💬 что-то ответили
choosing-answered-so = 💬 ответили { $answer }
choosing-silent = 🤐 получили и не ответили
choosing-clicked = 🔗 перешли по любой ссылке
choosing-clicked-link = 🔗 перешли на { $url }

kind-language = 🌐 Язык
kind-source = 🔗 Откуда
kind-joined = 🗓 Подписались
kind-seen = 👁 Активные
kind-unseen = 💤 Неактивные
kind-tag = 🏷 Метка
kind-field = 📇 Поле
kind-topic = 🗂 Тема
kind-broadcast = 📣 Рассылка
kind-chat = 💬 Вид чата
kind-random = 🎲 Случайно
kind-list = 🔢 Список id

how-language = Какой язык? Тот, что человек выбрал, иначе язык его Telegram. Несколько — значит любой из них.
how-source = По какой ссылке пришли впервые? Несколько — значит любая из них.
how-joined = Когда подписались? Нажмите или пришлите число дней (14), дату (2026-03-05: в этот день или позже; - 2026-03-05: раньше) либо две даты через тире.
how-seen = Когда последний раз писали или нажимали кнопки? Нажмите или пришлите число дней либо дату.
how-unseen = Как давно не пишут и не нажимают кнопки? Нажмите или пришлите число дней либо дату, с которой от них ничего не было.
how-tag = Какая метка? Несколько — значит все сразу. Нажмите или пришлите название.
how-field = Какое поле?
how-field-value = Какое значение? Нажмите или пришлите его.
how-topic = Кто не выключил эту тему:
how-broadcast = Какая рассылка? Нажмите на неё или пришлите её номер или слова из заголовка.
choosing-no-broadcast = Рассылки с таким номером или с такими словами в заголовке нет: { $words }. Пришлите другие или нажмите на одну из них.
choosing-all-broadcasts = 📚 Все рассылки
how-fate = Что с ней было у этих людей?
how-chat = Какой вид чата? Несколько — значит любой из них.
how-random = Скольких выбрать случайно? В этом черновике это всегда одни и те же люди. Нажмите или пришлите число (500) либо долю (15 %).
how-list = Пришлите id: по одному в строке, текстом или текстовым файлом, не больше миллиона.

ids-found = 🔢 Подписаны { $active } из { $total }.
ids-strangers =
    { NUMBER($count, useGrouping: 0) ->
        [one] { NUMBER($count, useGrouping: 0) } никогда не запускал бота.
        [few] { NUMBER($count, useGrouping: 0) } никогда не запускали бота.
        [many] { NUMBER($count, useGrouping: 0) } никогда не запускали бота.
       *[other] { NUMBER($count, useGrouping: 0) } никогда не запускали бота.
    }
ids-left =
    { NUMBER($count, useGrouping: 0) ->
        [one] Отписался { NUMBER($count, useGrouping: 0) }.
        [few] Отписались { NUMBER($count, useGrouping: 0) }.
        [many] Отписались { NUMBER($count, useGrouping: 0) }.
       *[other] Отписались { NUMBER($count, useGrouping: 0) }.
    }
ids-none = ⚠️ Ни одного id прочитать не удалось. Id — это целое число, например 123456789, по одному в строке.
ids-too-many = ⚠️ Здесь больше { $most } id. Разделите список, а остальным отправьте отдельной рассылкой.
ids-wrong = строка { $line }: { $text } — { $why }
ids-wrong-others =
    { NUMBER($count, useGrouping: 0) ->
        [one] … и ещё { NUMBER($count, useGrouping: 0) } строка без id
        [few] … и ещё { NUMBER($count, useGrouping: 0) } строки без id
        [many] … и ещё { NUMBER($count, useGrouping: 0) } строк без id
       *[other] … и ещё { NUMBER($count, useGrouping: 0) } строки без id
    }
ids-spaces = внутри пробелы или точки: это один id или несколько?
ids-plus = с плюсом: номер телефона — это не id
ids-exponent = таблица округлила: сделайте столбец текстовым и выгрузите снова
ids-number = число, но не id
ids-other = не число
choosing-saved = 💾 Сохранено: ищите в «Сегментах».
choosing-name-taken = ⚠️ Сегмент с таким названием уже есть. Выберите другое.
choosing-name-bad = ⚠️ Это не название: нужно от 1 до 64 символов текста.
choosing-name-full = ⚠️ Сегментов уже двести, больше нельзя. Удалите какой-нибудь: меню, «Аудитория».
confirm-frozen = Кто это, определится в момент, когда вы нажмёте «Подтвердить»: кто подойдёт позже, тот рассылку не получит.
moment-date = { $day } { $month } { $year } г.
choosing-all-unwanted = ⚠️ Все они выключили эту тему: рассылку никто не получит. Выберите другую тему или «нет».

audience-segments = 📁 Сегменты
audience-tags = 🏷 Метки
segments-title = 📁 Сегменты — это аудитории с названием. Каждый — вопрос: кто подходит, выясняется каждый раз заново.
segments-one = 📁 { $name }
segments-counting = 👥 Считаю…
segments-change = 👥 Изменить условия
segments-name-how = Как его назвать теперь? Пришлите новое название: до 64 символов.
segments-remove-ask = Удалить сегмент { $name }? В черновиках, где использованы его условия, они останутся.
naming-being-set-up = ⏳ Сейчас готовится рассылка: пока не составлен список её получателей, названия менять нельзя. Попробуйте ещё раз чуть позже.
tags-title = 🏷 Метка — это слово или два о подписчике. Метки ставят импорт, ссылки, ответы и вы сами. Число рядом с меткой — у скольких подписчиков она есть.
tags-new = ➕ Новая метка
tags-one =
    { NUMBER($people, useGrouping: 0) ->
        [0] 🏷 { $name }: ни у кого.
        [one] 🏷 { $name }: у { NUMBER($people, useGrouping: 0) } подписчика.
        [few] 🏷 { $name }: у { NUMBER($people, useGrouping: 0) } подписчиков.
        [many] 🏷 { $name }: у { NUMBER($people, useGrouping: 0) } подписчиков.
       *[other] 🏷 { $name }: у { NUMBER($people, useGrouping: 0) } подписчика.
    }
tags-gone = Этой метки больше нет: её кто-то удалил.
tags-put = ➕ Поставить…
tags-take = ➖ Снять…
tags-name-new = Как назвать новую метку? Пришлите название: до 32 символов.
tags-name-other = Как её назвать теперь? Пришлите новое название: до 32 символов. Условия сегментов и черновиков со старым названием придётся выбрать заново.
tags-bad = ⚠️ Это не название метки: нужно от 1 до 32 символов текста.
tags-taken = ⚠️ Метка с таким названием уже есть. Выберите другое.
tags-full = ⚠️ Меток уже тысяча, больше нельзя. Сначала удалите какую-нибудь.
tags-everyone = 👥 Все, кто подписан
tags-put-how = 🏷 Кому поставить { $name }? Нажмите «Все» или сегмент либо пришлите id текстом или файлом, контакт или пересланное от человека сообщение.
tags-take-how = 🏷 С кого снять { $name }? Нажмите «Все» или сегмент либо пришлите id текстом или файлом, контакт или пересланное от человека сообщение.
tags-put-ask =
    { NUMBER($people, useGrouping: 0) ->
        [one] Поставить { $name } { NUMBER($people, useGrouping: 0) } подписчику?
        [few] Поставить { $name } { NUMBER($people, useGrouping: 0) } подписчикам?
        [many] Поставить { $name } { NUMBER($people, useGrouping: 0) } подписчикам?
       *[other] Поставить { $name } { NUMBER($people, useGrouping: 0) } подписчика?
    }
tags-take-ask =
    { NUMBER($people, useGrouping: 0) ->
        [one] Снять { $name } с { NUMBER($people, useGrouping: 0) } подписчика?
        [few] Снять { $name } с { NUMBER($people, useGrouping: 0) } подписчиков?
        [many] Снять { $name } с { NUMBER($people, useGrouping: 0) } подписчиков?
       *[other] Снять { $name } с { NUMBER($people, useGrouping: 0) } подписчика?
    }
tags-yes = ✅ Да
tags-put-on =
    { NUMBER($count, useGrouping: 0) ->
        [0] Она и так у всех была.
        [one] ✅ Поставлена ещё { NUMBER($count, useGrouping: 0) } человеку.
        [few] ✅ Поставлена ещё { NUMBER($count, useGrouping: 0) } людям.
        [many] ✅ Поставлена ещё { NUMBER($count, useGrouping: 0) } людям.
       *[other] ✅ Поставлена ещё { NUMBER($count, useGrouping: 0) } человека.
    }
tags-taken-from =
    { NUMBER($count, useGrouping: 0) ->
        [0] Ни у кого из них её не было.
        [one] ✅ Снята с { NUMBER($count, useGrouping: 0) } человека.
        [few] ✅ Снята с { NUMBER($count, useGrouping: 0) } человек.
        [many] ✅ Снята с { NUMBER($count, useGrouping: 0) } человек.
       *[other] ✅ Снята с { NUMBER($count, useGrouping: 0) } человека.
    }
tags-remove-ask =
    { NUMBER($people, useGrouping: 0) ->
        [0] Удалить метку { $name }? Условия сегментов и черновиков, где она есть, придётся выбрать заново.
        [one] Удалить метку { $name }? Она есть у { NUMBER($people, useGrouping: 0) } подписчика. Условия сегментов и черновиков с ней придётся выбрать заново.
        [few] Удалить метку { $name }? Она есть у { NUMBER($people, useGrouping: 0) } подписчиков. Условия сегментов и черновиков с ней придётся выбрать заново.
        [many] Удалить метку { $name }? Она есть у { NUMBER($people, useGrouping: 0) } подписчиков. Условия сегментов и черновиков с ней придётся выбрать заново.
       *[other] Удалить метку { $name }? Она есть у { NUMBER($people, useGrouping: 0) } подписчика. Условия сегментов и черновиков с ней придётся выбрать заново.
    }
