owner-settings-week-cap = 🧢 Не слишком часто
week-cap-how =
    🧢 Не слишком часто: сколько рассылок один человек может получить за семь дней? Кто столько уже получил, того рассылка пропустит, а отчёт предложит написать ему позже. Выберите число или пришлите другое.

    Срочные рассылки, первое сообщение серии и темы без ограничения не считаются и приходят всем.
week-cap-now =
    { NUMBER($count, useGrouping: 0) ->
        [0] Сейчас ограничения нет.
        [one] Сейчас: { NUMBER($count, useGrouping: 0) } рассылка за семь дней.
        [few] Сейчас: { NUMBER($count, useGrouping: 0) } рассылки за семь дней.
        [many] Сейчас: { NUMBER($count, useGrouping: 0) } рассылок за семь дней.
       *[other] Сейчас: { NUMBER($count, useGrouping: 0) } рассылки за семь дней.
    }
week-cap-off = Без ограничения
week-cap-wrong =
    { $why ->
        [zero] ⚠️ При нуле никто никогда не получит ни одной рассылки. Пришлите число от 1 до { $most } или нажмите «Без ограничения». Ничего не изменилось.
        [many] ⚠️ { $typed } за семь дней — это уже не ограничение. Пришлите число от 1 до { $most } или нажмите «Без ограничения». Ничего не изменилось.
       *[unreadable] ⚠️ «{ $typed }» — это не число рассылок. Пришлите число от 1 до { $most }. Ничего не изменилось.
    }
topics-uncapped-on = ✅ Не считать в «Не слишком часто»
topics-uncapped-off = ⬜️ Не считать в «Не слишком часто»
capped-miss-it =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🧢 { NUMBER($count, useGrouping: 0) } из них уже получил рассылки на этой неделе ({ NUMBER($most, useGrouping: 0) }), и эту не получит. Отчёт предложит написать ему позже.
        [few] 🧢 { NUMBER($count, useGrouping: 0) } из них уже получили рассылки на этой неделе ({ NUMBER($most, useGrouping: 0) }), и эту не получат. Отчёт предложит написать им позже.
        [many] 🧢 { NUMBER($count, useGrouping: 0) } из них уже получили рассылки на этой неделе ({ NUMBER($most, useGrouping: 0) }), и эту не получат. Отчёт предложит написать им позже.
       *[other] 🧢 { NUMBER($count, useGrouping: 0) } из них уже получили рассылки на этой неделе ({ NUMBER($most, useGrouping: 0) }), и эту не получат. Отчёт предложит написать им позже.
    }
capped-get-it =
    { NUMBER($count, useGrouping: 0) ->
        [0] 🧢 Рассылку получат и те, кому на этой неделе уже хватило (по { NUMBER($most, useGrouping: 0) }).
        [one] 🧢 { NUMBER($count, useGrouping: 0) } из них уже получил рассылки на этой неделе ({ NUMBER($most, useGrouping: 0) }), но получит и эту.
        [few] 🧢 { NUMBER($count, useGrouping: 0) } из них уже получили рассылки на этой неделе ({ NUMBER($most, useGrouping: 0) }), но получат и эту.
        [many] 🧢 { NUMBER($count, useGrouping: 0) } из них уже получили рассылки на этой неделе ({ NUMBER($most, useGrouping: 0) }), но получат и эту.
       *[other] 🧢 { NUMBER($count, useGrouping: 0) } из них уже получили рассылки на этой неделе ({ NUMBER($most, useGrouping: 0) }), но получат и эту.
    }
capped-send-all = 🧢 Всё же отправить им
capped-write-later = 🗓 Написать им позже
capped-send = 🧢 Всё же отправить им ({ $count })
capped-send-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🧢 { NUMBER($count, useGrouping: 0) } человеку на той неделе рассылок уже хватило. Всё же отправить ему сейчас?
        [few] 🧢 { NUMBER($count, useGrouping: 0) } людям на той неделе рассылок уже хватило. Всё же отправить им сейчас?
        [many] 🧢 { NUMBER($count, useGrouping: 0) } людям на той неделе рассылок уже хватило. Всё же отправить им сейчас?
       *[other] 🧢 { NUMBER($count, useGrouping: 0) } человека на той неделе получили достаточно рассылок. Всё же отправить им сейчас?
    }
capped-sent-of = 🧢 Это рассылка № { $number } для тех, кому на той неделе рассылок уже хватило.
capped-sent-as = 🧢 Тем, кому на той неделе рассылок уже хватило, отправлено как № { $number }
figure-capped = 🧢 Из пропущенных уже хватило рассылок на этой неделе: { $count }
people-capped = 🧢 На этой неделе рассылок уже хватило: { $count }
skipped-capped = на той неделе рассылок уже хватило
choosing-capped = 🧢 рассылок на той неделе уже хватило
cond-capped = кому на той неделе уже хватило в { $title }
