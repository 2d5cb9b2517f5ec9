# Версии рассылки, которые сравниваются между собой: A, B, C, D.

compose-versions = 🔀 Версии
summary-versions = A/B · { $count } × { $share } %
versions-open = 🔀 Это версия { $letter }. Сообщения, кнопки и языки меняются только у неё.
versions-how = 🔀 Не знаете, как лучше сказать? Попробуйте от двух до четырёх версий: каждую получит небольшая доля аудитории, остальные подождут, и лучшая уйдёт им.
versions-each =
    🔀 { NUMBER($count, useGrouping: 0) ->
        [one] { NUMBER($count, useGrouping: 0) } версия
        [few] { NUMBER($count, useGrouping: 0) } версии
       *[many] { NUMBER($count, useGrouping: 0) } версий
    }: каждую получат { $share } % аудитории. Остальные { $rest } % ждут лучшую.
versions-nobody-waits =
    🔀 { NUMBER($count, useGrouping: 0) ->
        [one] { NUMBER($count, useGrouping: 0) } версия
        [few] { NUMBER($count, useGrouping: 0) } версии
       *[many] { NUMBER($count, useGrouping: 0) } версий
    } на всю аудиторию. Никто не ждёт: отчёт покажет их рядом.
versions-when = ⏱ Выбор — через { $duration } после отправки; можно и раньше, одним нажатием.
versions-when-by-hand = ⏱ Выбираете вы, нажатием под отчётом.
versions-by-answers = ⚖️ Что решает: на какую версию чаще отвечают кнопками ответа.
versions-by-leaving = ⚖️ Что решает: после какой версии меньше людей отписались или заблокировали бота. Будь у каждой версии кнопки ответа, решали бы ответы.
versions-chance = Если разница может быть случайной, я не выбираю сам, а спрашиваю вас.
versions-tap = Нажмите на версию, чтобы увидеть её выше. Сообщения, кнопки и языки тогда меняются у неё.
versions-add = ➕ Версия { $letter }
versions-remove = 🗑 Удалить { $letter }
versions-percent = { $share } %
versions-share = 📊 По { $share } %
versions-time = ⏱ Через { $duration }
versions-by-hand = ✋ Вручную
versions-send = ✏️ Пришлите сообщение для версии { $letter } или начните с копии A. Кнопки будут как у A, пока вы их не измените.
versions-copy = 📄 Копия A
versions-share-how = 📊 Какая доля аудитории сначала получит каждую версию? Нажмите или пришлите целое число от 1 до { $most }.
versions-bad-share = ⚠️ Пришлите целое число от 1 до { $most }: когда версий { $count }, больше на каждую не приходится.
versions-time-how = ⏱ Через сколько времени после отправки выбирать? Нажмите или пришлите: 6 (часов), 90 мин, 2 д.
versions-bad-time = ⚠️ Пришлите время от 10 минут до 14 дней: 6 (часов), 90 мин, 2 д.

versions-confirm-line = • { $letter }: { $count }
versions-confirm-rest = • ждут лучшую версию: { $count }
versions-confirm-missing = ⚠️ У версии { $letter } нет варианта на языке, который есть у другой: { $languages }. Кто на нём говорит, получит { $letter } как все остальные.
versions-confirm-few = ⚠️ Когда на версию приходится { $count } чел., разница скорее всего будет случайной. Чем больше доля, тем надёжнее вывод.
versions-confirm-mute = ⚠️ У версии { $letter } нет кнопок ответа, а у других есть, поэтому ответы ничего не решат.
versions-confirm-poll = ℹ️ Голоса в опросе здесь не считаются: только нажатия кнопок ответа и кто ушёл.
versions-confirm-forward = ℹ️ У пересланной записи нет своих кнопок ответа: судить о ней можно только по тому, кто ушёл.

figure-held = 🔀 Отложены до выбора лучшей версии: { $count }
skipped-held = ждёт лучшую версию
versions-held = ⏳ Какую версию они получат, решится через { $duration } после отправки остальным.
versions-held-by-hand = ⏳ Какую версию они получат, решите вы, когда остальные получат свои.
versions-title = 🔀 Версии рядом:
versions-line-answers = • { $letter }: получили { $got }, ответили { $answered } ({ $share } %), ушли { $left }
versions-line-stayed = • { $letter }: получили { $got }, ушли { $left } ({ $share } %)
versions-even = 🤷 Разница может быть случайной (точный тест Фишера, 5 %).
versions-better-answers = 🏆 На { $letter } отвечают чаще, и это не случайность (точный тест Фишера, 5 %).
versions-better-stayed = 🏆 После { $letter } уходят реже, и это не случайность (точный тест Фишера, 5 %).
versions-decided = 📨 Остальные получили { $letter } автоматически: № { $number }.
versions-chosen = 📨 Администратор отправил остальным { $letter }: № { $number }.
versions-dropped =
    { NUMBER($count, useGrouping: 0) ->
        [0] ✔️ Больше никто не ждал.
        [one] ✔️ Администратор решил, что { NUMBER($count, useGrouping: 0) } оставшийся человек не получит ничего.
        [few] ✔️ Администратор решил, что { NUMBER($count, useGrouping: 0) } оставшихся человека не получат ничего.
       *[many] ✔️ Администратор решил, что { NUMBER($count, useGrouping: 0) } оставшихся человек не получат ничего.
    }
versions-asked =
    { NUMBER($count, useGrouping: 0) ->
        [one] ❓ Время вышло. Ждёт { NUMBER($count, useGrouping: 0) } человек: какую версию ему отправить?
        [few] ❓ Время вышло. Ждут { NUMBER($count, useGrouping: 0) } человека: какую версию им отправить?
       *[many] ❓ Время вышло. Ждут { NUMBER($count, useGrouping: 0) } человек: какую версию им отправить?
    }
versions-waits-until =
    { NUMBER($count, useGrouping: 0) ->
        [one] ⏳ { NUMBER($count, useGrouping: 0) } человек ждёт лучшую версию до { $moment }. Решить можно и сейчас.
        [few] ⏳ { NUMBER($count, useGrouping: 0) } человека ждут лучшую версию до { $moment }. Решить можно и сейчас.
       *[many] ⏳ { NUMBER($count, useGrouping: 0) } человек ждут лучшую версию до { $moment }. Решить можно и сейчас.
    }
versions-waits-by-hand =
    { NUMBER($count, useGrouping: 0) ->
        [one] ⏳ { NUMBER($count, useGrouping: 0) } человек ждёт, пока вы не выберете для него версию.
        [few] ⏳ { NUMBER($count, useGrouping: 0) } человека ждут, пока вы не выберете для них версию.
       *[many] ⏳ { NUMBER($count, useGrouping: 0) } человек ждут, пока вы не выберете для них версию.
    }
versions-send-to-rest = 📨 Отправить { $letter } ({ $count })
versions-wait-longer = ⏳ Подождать ещё { $duration }
versions-drop = ✖️ Остальным не отправлять
versions-send-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] 📨 Отправить версию { $letter } тому, кто ждёт ({ NUMBER($count, useGrouping: 0) } человек)?
        [few] 📨 Отправить версию { $letter } тем, кто ждёт ({ NUMBER($count, useGrouping: 0) } человека)?
       *[many] 📨 Отправить версию { $letter } тем, кто ждёт ({ NUMBER($count, useGrouping: 0) } человек)?
    }
versions-send-yes = 📨 Да, отправить { $letter } ({ $count })
versions-drop-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] ✖️ { NUMBER($count, useGrouping: 0) } человек ждёт и не получит ничего. Точно?
        [few] ✖️ { NUMBER($count, useGrouping: 0) } человека ждут и не получат ничего. Точно?
       *[many] ✖️ { NUMBER($count, useGrouping: 0) } человек ждут и не получат ничего. Точно?
    }
versions-drop-yes = ✖️ Да, ничего не отправлять
versions-dropped-now = ✔️ Остальные ничего не получат.
versions-waits-on = ⏳ Они подождут ещё.
versions-rest-of = 🔀 Это выбранная версия рассылки № { $number } для тех, кто её ждал.
versions-notice-sent =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🏆 { $title }: версия { $letter } лучше, и это не случайность. Теперь она уходит тому, кто ждал ({ NUMBER($count, useGrouping: 0) } человек): № { $number }.
        [few] 🏆 { $title }: версия { $letter } лучше, и это не случайность. Теперь она уходит тем, кто ждал ({ NUMBER($count, useGrouping: 0) } человека): № { $number }.
       *[many] 🏆 { $title }: версия { $letter } лучше, и это не случайность. Теперь она уходит тем, кто ждал ({ NUMBER($count, useGrouping: 0) } человек): № { $number }.
    }
versions-notice-asked = ❓ Версии этой рассылки слишком близки, чтобы выбрать: { $title } · № { $number }
card-versions = 🔀 Версии
versions-cancel-none = Сейчас ничего не отправляется. Эти люди ждут свою версию; под каждым отчётом можно решить, что они не получат ничего:
browse-row-held =
    { NUMBER($count, useGrouping: 0) ->
        [one] { $mark } { $moment } · № { $number } · лучшая версия · { NUMBER($count, useGrouping: 0) } человек · { $title }
        [few] { $mark } { $moment } · № { $number } · лучшая версия · { NUMBER($count, useGrouping: 0) } человека · { $title }
       *[many] { $mark } { $moment } · № { $number } · лучшая версия · { NUMBER($count, useGrouping: 0) } человек · { $title }
    }
