menu-notices = 🔔 Уведомления
notices-title = 🔔 О чём вам сообщать? Нажатие включает и выключает уведомление — только для вас.
notices-paused-how = Если рассылка встанет сама, те, кто её запустил или следит за ней, узнают об этом в любом случае.
notices-weekly-how = Итоги недели приходят по понедельникам в 9:00 ({ $zone }).
notices-launched = { $on ->
        [yes] ✅ Рассылка запущена
       *[no] ⬜️ Рассылка запущена
    }
notices-paused = { $on ->
        [yes] ✅ Рассылка встала сама
       *[no] ⬜️ Рассылка встала сама
    }
notices-finished = { $on ->
        [yes] ✅ Рассылка закончена
       *[no] ⬜️ Рассылка закончена
    }
notices-leaving = { $on ->
        [yes] ✅ Многие отписываются
       *[no] ⬜️ Многие отписываются
    }
notices-weekly = { $on ->
        [yes] ✅ Итоги недели
       *[no] ⬜️ Итоги недели
    }
notices-cleaned = { $on ->
        [yes] ✅ Список проверен
       *[no] ⬜️ Список проверен
    }
notices-week-now = 📅 Прошлая неделя сейчас

told-paused-over = ⚠️ Рассылка приостанавливалась сама, с этим уже кто-то разобрался: { $title }
told-launched =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🚀 { $name }: запущена рассылка для { NUMBER($count, useGrouping: 0) } человека: { $title } · № { $number }
        [few] 🚀 { $name }: запущена рассылка для { NUMBER($count, useGrouping: 0) } человек: { $title } · № { $number }
       *[many] 🚀 { $name }: запущена рассылка для { NUMBER($count, useGrouping: 0) } человек: { $title } · № { $number }
    }
told-mends = 🛠 { $name }: { $title } · № { $number }
told-leaving =
    { NUMBER($count, useGrouping: 0) ->
        [one] 📉 После этой рассылки уходит гораздо больше людей, чем обычно: пока { NUMBER($count, useGrouping: 0) } человек. { $title } · № { $number }
        [few] 📉 После этой рассылки уходит гораздо больше людей, чем обычно: пока { NUMBER($count, useGrouping: 0) } человека. { $title } · № { $number }
       *[many] 📉 После этой рассылки уходит гораздо больше людей, чем обычно: пока { NUMBER($count, useGrouping: 0) } человек. { $title } · № { $number }
    }

weekly-title = 📅 Ваша неделя, { $first } – { $last }
weekly-subscribed = 👥 Подписаны: { $count } (+{ $came }, −{ $left })
weekly-broadcasts = 📣 Рассылок: { $count }, получено сообщений: { $sent }
weekly-nothing-sent = 📣 Рассылок не было.
weekly-not-drawn = Нарисовать графики не удалось. Они есть в /admin, «Аудитория».

report-retention = 📆 Кто остаётся
picture-retention = Кто остаётся, по неделям подписки
picture-week = { $day } ({ $count })
picture-weeks-after = Недели после подписки
