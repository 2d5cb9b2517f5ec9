menu-repeated = 🔁 Повторяется ({ NUMBER($count, useGrouping: 0) })
moments-repeat = 🔁 Повторять…

# Правило словами. Дни берутся из строк ниже.
repeats-rule =
    { $shape ->
        [daily] каждый день
        [workdays] по будням, с понедельника по пятницу
        [one-day] { $days }
        [days] по { $days }
        [monthly] { $day }-го числа каждого месяца
        [or-last] { $day }-го числа каждого месяца или в его последний день
        [last] в последний день каждого месяца
        [nth] { $days } каждого месяца
       *[custom] по правилу { $text }
    }{ $clock ->
        [none] { "" }
       *[other] { " " }в { $clock }
    }
repeats-day-each =
    { $day ->
        [mo] каждый понедельник
        [tu] каждый вторник
        [we] каждую среду
        [th] каждый четверг
        [fr] каждую пятницу
        [sa] каждую субботу
       *[su] каждое воскресенье
    }
repeats-day-of-many =
    { $day ->
        [mo] понедельникам
        [tu] вторникам
        [we] средам
        [th] четвергам
        [fr] пятницам
        [sa] субботам
       *[su] воскресеньям
    }
repeats-day-nth =
    { $day ->
        [mo] { $nth ->
            [first] в первый
            [second] во второй
            [third] в третий
            [fourth] в четвёртый
           *[last] в последний
        } понедельник
        [tu] { $nth ->
            [first] в первый
            [second] во второй
            [third] в третий
            [fourth] в четвёртый
           *[last] в последний
        } вторник
        [we] { $nth ->
            [first] в первую
            [second] во вторую
            [third] в третью
            [fourth] в четвёртую
           *[last] в последнюю
        } среду
        [th] { $nth ->
            [first] в первый
            [second] во второй
            [third] в третий
            [fourth] в четвёртый
           *[last] в последний
        } четверг
        [fr] { $nth ->
            [first] в первую
            [second] во вторую
            [third] в третью
            [fourth] в четвёртую
           *[last] в последнюю
        } пятницу
        [sa] { $nth ->
            [first] в первую
            [second] во вторую
            [third] в третью
            [fourth] в четвёртую
           *[last] в последнюю
        } субботу
       *[su] { $nth ->
            [first] в первое
            [second] во второе
            [third] в третье
            [fourth] в четвёртое
           *[last] в последнее
        } воскресенье
    }
repeats-nth =
    { $nth ->
        [first] Первый
        [second] Второй
        [third] Третий
        [fourth] Четвёртый
       *[last] Последний
    }

repeats-how = 🔁 Как часто отправлять?
repeats-how-daily = Каждый день
repeats-how-workdays = По будням
repeats-how-weekly = Каждую неделю…
repeats-how-monthly = Каждый месяц…
repeats-how-nth = Первый понедельник…
repeats-how-custom = ✍️ По правилу
repeats-days = 🔁 По каким дням недели?
repeats-month-day = 🔁 Какого числа? 31 — всегда последний день; если в месяце нет 29-го или 30-го, это тоже последний день.
repeats-nth-day = 🔁 В какой день недели и который в месяце?
repeats-next-step = ▶️ Дальше
repeats-clock = 🕰 В какое время? Выберите или напишите своё, например 8:30. Часовой пояс: { $zone }; летнее время ничего не меняет.
repeats-clock-wrong = ⚠️ «{ $typed }» — не время суток. Напишите, например, 8:30.
repeats-custom =
    ✍️ Напишите правило, как в календарях (RFC 5545, RRULE), например:

    FREQ=WEEKLY;INTERVAL=2;BYDAY=MO: каждый второй понедельник
    FREQ=MONTHLY;BYDAY=1MO,3MO: первый и третий понедельник месяца
    FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24: каждое 24 декабря
    FREQ=DAILY;COUNT=10: десять раз

    Время суток — следующим шагом, если в правиле нет BYHOUR.
repeats-mistake =
    { $mistake ->
        [unreadable] ⚠️ Это не правило. Оно начинается с FREQ=, а части разделены точкой с запятой.
        [unknown] ⚠️ Части { $part } в правилах не бывает. Уберите её.
        [twice] ⚠️ { $part } указано дважды. Достаточно одного раза.
        [value] ⚠️ У { $part } такого значения быть не может. Исправьте его.
        [together] ⚠️ { $part } не сочетается с остальными частями. Уберите эту часть или другую.
        [often] ⚠️ Это чаще раза в час, столько никто получать не захочет. Выберите HOURLY или реже, с одной BYMINUTE.
        [hours] ⚠️ Раз в несколько часов можно, если сутки делятся на это число: 1, 2, 3, 4, 6, 8, 12, 24.
        [over] ⚠️ По этому правилу последний раз уже прошёл. Выберите срок попозже.
       *[never] ⚠️ По этому правилу она не выйдет никогда: такого дня нет. Исправьте его.
    }

repeats-sure =
    🔁 { $title }
    { $rule } ({ $zone })
repeats-next = Ближайшие: { $dates }.
repeats-whom-now =
    { NUMBER($count, useGrouping: 0) ->
        [0] 👥 Сейчас под условия никто не подходит. Каждый раз получают те, кто подходит тогда.
        [one] 👥 Сейчас { NUMBER($count, useGrouping: 0) } получатель. Каждый раз получают те, кто подходит тогда.
        [few] 👥 Сейчас { NUMBER($count, useGrouping: 0) } получателя. Каждый раз получают те, кто подходит тогда.
       *[many] 👥 Сейчас { NUMBER($count, useGrouping: 0) } получателей. Каждый раз получают те, кто подходит тогда.
    }
repeats-no-stars = ⭐️ Рассылка пойдёт с бесплатной скоростью: о звёздах спрашивают каждый раз, поэтому для повторяемой их нет.
repeats-no-expiry = ⏰ Срок не сохранится: это был один определённый момент.
repeats-shown-before = 👀 Все администраторы увидят её за { $duration } и смогут пропустить.
repeats-shown-not = 👀 Заранее её никому не показывают.
repeats-yes = ✅ Да, повторять
repeats-yes-rule = ✅ Да, с этого момента
repeats-too-many = ⚠️ Больше повторять не могу. Сначала остановите одну из рассылок.

repeats-title = 🔁 Повторяется, сначала ближайшая{ $paged ->
        [yes] { " " }(страница { $page } из { $pages })
       *[no] { "" }
    }
repeats-empty = 🔁 Ничего не повторяется. У черновика есть кнопка «Время», а там — «Повторять…».
repeats-row = { $time } · { $title }
repeats-row-still = ⏸ { $title }
repeats-row-held = ⏳ { $title }
repeats-card =
    🔁 { $title } · № { $number }
    🕰 { $rule } ({ $zone })
    👤 Автор: { $name }
repeats-rounds =
    { NUMBER($count, useGrouping: 0) ->
        [0] 📣 Ещё не выходила.
        [one] 📣 Вышла { NUMBER($count, useGrouping: 0) } раз.
        [few] 📣 Вышла { NUMBER($count, useGrouping: 0) } раза.
       *[many] 📣 Вышла { NUMBER($count, useGrouping: 0) } раз.
    }
repeats-is-skipped = ⏭ Выпуск { $time } пропускается.
repeats-is-held = ⏳ Следующий выпуск ждёт, пока не закончится № { $round }.
repeats-was-empty = 🫥 { $time }: никому не отправлено — никто не подошёл, или сказать было нечего.
repeats-why =
    { $why ->
        [admin] ⏸ Приостановлена.
        [role] ⏸ Приостановлена: её автор больше не администратор. «Продолжить» сделает её вашей.
        [restored] ⏸ Приостановлена: база восстановлена из резервной копии ({ $detail }), с тех пор рассылка могла выходить.
        [other-bot] ⏸ Приостановлена: токен теперь у другого бота, и эти подписчики могут его не знать.
        [over] 🏁 Закончилась: по правилу это был последний раз.
        [ended] 🏁 Остановлена.
       *[fault] ⏸ Приостановлена: во мне что-то сломалось; что именно, сказано в журнале.
    }
repeats-pause = ⏸ Приостановить
repeats-resume = ▶️ Продолжить
repeats-skip = ⏭ Пропустить раз
repeats-unskip = ↩️ Не пропускать
repeats-edit = ✏️ Изменить
repeats-edit-message = ✏️ Изменить текст
repeats-edit-rule = 🕰 Изменить правило
repeats-ahead = 👀 Показ заранее
repeats-test = 🧪 Проверить на себе
repeats-last-report = 📊 Последний отчёт
repeats-open = 🔁 Открыть
repeats-stop = ⏹ Остановить
repeats-ahead-how = 👀 За сколько показывать её всем администраторам?
repeats-ahead-none = Не показывать
repeats-stop-sure = ⏹ Остановить { $title }? Больше она не выйдет, и вернуть её нельзя. Всё отправленное останется. (На время её можно приостановить.)
repeats-stop-yes = ⏹ Да, остановить
repeats-stop-no = Нет, оставить
repeats-now-paused = ⏸ Приостановлена. Пропущенное не навёрстывается.
repeats-now-resumed = ▶️ Продолжается. Пропущенное не навёрстывается.
repeats-now-skipped = ⏭ Следующий раз пропускается.
repeats-now-unskipped = ↩️ Следующий раз всё-таки выйдет.
repeats-now-made = 🔁 Теперь она повторяется.
repeats-now-changed = 🕰 Теперь она выходит по новому правилу.
repeats-now-saved = ✅ Так будет во всех следующих выпусках.
repeats-gone = Эту повторяемую рассылку остановили.
repeats-too-late = Поздно: она уже вышла или кто-то уже решил.

repeats-ahead-notice =
    👀 { $title } · № { $number } скоро выйдет, как показано выше:
    { $time }
    🔁 { $rule }
    { $whom }
repeats-ahead-unseen = ⚠️ Показать её здесь не удалось: { $detail }
repeats-nothing-yet = 🫥 Сейчас сказать нечего. Если так и останется, этот раз пропустится.
repeats-skipped-notice =
    ⏭ { $title } · № { $number }: этот выпуск пропускается.
    { $time }

    Следующий:
    { $next }
repeats-skipped-last =
    ⏭ { $title } · № { $number }: этот выпуск пропускается. Он был последним.
    { $time }
repeats-unskipped-notice =
    👀 { $title } · № { $number } всё-таки выйдет:
    { $time }
    🔁 { $rule }
repeats-paused-notice =
    ⏸ { $title } · № { $number } приостановлена: этот выпуск не выйдет.
    { $time }
repeats-stopped-by-notice =
    ⏹ { $title } · № { $number } остановлена: ни этот выпуск, ни другие больше не выйдут.
    { $time }
repeats-moved-notice =
    🕰 { $title } · № { $number } теперь выходит по другому правилу.
    🔁 { $rule }

    Следующий выпуск:
    { $next }
repeats-held-notice =
    ⏳ { $title } · № { $number } ждёт: прошлый выпуск (№ { $round }) ещё не закончен.
    { $time }

    Этот начнётся сам, когда тот закончится.
repeats-stopped-notice = 🔁 { $title } · № { $number }

compose-save-rounds = ✅ Сохранить для следующих выпусков
compose-for-rounds = 🔁 Это текст повторяемой рассылки. Пока вы его не сохраните, она выходит с прежним.
repeats-is-round = 🔁 Это выпуск повторяемой рассылки.
