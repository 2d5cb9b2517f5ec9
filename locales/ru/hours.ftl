owner-settings-quiet-hours = 🌙 Тихие часы
quiet-hours-how =
    🌙 Тихие часы: рассылка в это время останавливается, а потом сама идёт дальше. Пришлите, с какого часа и до какого: 22-8 или 22:30-7:45.

    В «Параметрах» черновика можно решить иначе: отправлять без звука или не обращать внимания.
quiet-hours-now = Сейчас они такие: { $hours } ({ $zone }).
quiet-hours-by-person = Если часовой пояс человека известен, тихие часы у него — по его собственным часам.
quiet-hours-as-before =
    { NUMBER($count, useGrouping: 0) ->
        [one] ⏳ { NUMBER($count, useGrouping: 0) } рассылка идёт с тех пор, когда этого не было: до конца она соблюдает эти часы для всех по времени { $zone }.
        [few] ⏳ { NUMBER($count, useGrouping: 0) } рассылки идут с тех пор, когда этого не было: до конца они соблюдают эти часы для всех по времени { $zone }.
        [many] ⏳ { NUMBER($count, useGrouping: 0) } рассылок идут с тех пор, когда этого не было: до конца они соблюдают эти часы для всех по времени { $zone }.
       *[other] ⏳ { NUMBER($count, useGrouping: 0) } рассылки идут с тех пор, когда этого не было: до конца они соблюдают эти часы для всех по времени { $zone }.
    }
quiet-hours-own-on = ✅ По часам самих людей
quiet-hours-own-off = ⬜️ По часам самих людей
quiet-hours-none = 🗑 Без тихих часов
quiet-hours-wrong =
    { $why ->
        [day] ⚠️ «{ $typed }» не оставляет ни часа для отправки. Хотя бы один час в сутки должен быть свободен.
       *[unreadable] ⚠️ «{ $typed }» — это не часы суток. Напишите, с какого часа и до какого, от 0 до 24, например: 22-8. Ничего не изменилось.
    }
zones-known =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🕒 Часовой пояс известен: { NUMBER($count, useGrouping: 0) } человек
        [few] 🕒 Часовой пояс известен: { NUMBER($count, useGrouping: 0) } человека
        [many] 🕒 Часовой пояс известен: { NUMBER($count, useGrouping: 0) } человек
       *[other] 🕒 Часовой пояс известен: { NUMBER($count, useGrouping: 0) } человека
    }
options-quiet-hold = 🌙 В тихие часы: ждёт
options-quiet-silent = 🌙 В тихие часы: без звука
options-quiet-ignore = 🌙 В тихие часы: идёт как обычно
options-name-quiet-silent = в тихие часы без звука
options-name-quiet-ignore = и в тихие часы
progress-stands =
    { $day ->
        [today] 🌙 Стоит до { $time }, ждут получатели: { NUMBER($count, useGrouping: 0) }. Дальше пойдёт сама.
        [tomorrow] 🌙 Стоит до { $time } завтра, ждут получатели: { NUMBER($count, useGrouping: 0) }. Дальше пойдёт сама.
       *[later] 🌙 Стоит до { $moment }, ждут получатели: { NUMBER($count, useGrouping: 0) }. Дальше пойдёт сама.
    }
progress-some-stand =
    { $day ->
        [today] 🌙 Ждут своего часа: { NUMBER($count, useGrouping: 0) }, ближайшие — до { $time }.
        [tomorrow] 🌙 Ждут своего часа: { NUMBER($count, useGrouping: 0) }, ближайшие — до { $time } завтра.
       *[later] 🌙 Ждут своего часа: { NUMBER($count, useGrouping: 0) }, ближайшие — до { $moment }.
    }
progress-stands-ends =
    { $day ->
        [today] 🌙 Стоит до конца срока: сегодня в { $time }. Не получат: { NUMBER($count, useGrouping: 0) }, они будут в пропущенных.
        [tomorrow] 🌙 Стоит до конца срока: завтра в { $time }. Не получат: { NUMBER($count, useGrouping: 0) }, они будут в пропущенных.
       *[later] 🌙 Стоит до конца срока: { $moment }. Не получат: { NUMBER($count, useGrouping: 0) }, они будут в пропущенных.
    }
progress-some-end =
    { $day ->
        [today] 🌙 Срок закончится раньше, чем настанет час для { NUMBER($count, useGrouping: 0) } получателей: сегодня в { $time }. Они её не получат и будут в пропущенных.
        [tomorrow] 🌙 Срок закончится раньше, чем настанет час для { NUMBER($count, useGrouping: 0) } получателей: завтра в { $time }. Они её не получат и будут в пропущенных.
       *[later] 🌙 Срок закончится раньше, чем настанет час для { NUMBER($count, useGrouping: 0) } получателей: { $moment }. Они её не получат и будут в пропущенных.
    }
progress-expires =
    { $day ->
        [today] ⌛️ Не позже { $time } сегодня
        [tomorrow] ⌛️ Не позже { $time } завтра
       *[later] ⌛️ Не позже { $moment }
    }
figure-expired = ⌛️ Из пропущенных не успели до срока: { $count }
confirm-ends =
    { $day ->
        [today] 🌙 По пути тихие часы: закончится сегодня около { $time }.
        [tomorrow] 🌙 По пути тихие часы: закончится завтра около { $time }.
       *[later] 🌙 По пути тихие часы: закончится около { $moment }.
    }
confirm-ends-late = 🌙 По пути тихие часы: это займёт больше недели.
confirm-begins =
    { $day ->
        [today] Начнётся в { $time }.
        [tomorrow] Начнётся завтра в { $time }.
       *[later] Начнётся { $moment }.
    }
confirm-expires =
    { $day ->
        [today] ⚠️ Срок закончится раньше, чем её получат все: сегодня в { $time }. Не получат примерно { NUMBER($count, useGrouping: 0) }, они будут в пропущенных.
        [tomorrow] ⚠️ Срок закончится раньше, чем её получат все: завтра в { $time }. Не получат примерно { NUMBER($count, useGrouping: 0) }, они будут в пропущенных.
       *[later] ⚠️ Срок закончится раньше, чем её получат все: { $moment }. Не получат примерно { NUMBER($count, useGrouping: 0) }, они будут в пропущенных.
    }
confirm-expires-all =
    { $day ->
        [today] ⚠️ Срок закончится раньше, чем её можно будет отправить: сегодня в { $time }. Её никто не получит.
        [tomorrow] ⚠️ Срок закончится раньше, чем её можно будет отправить: завтра в { $time }. Её никто не получит.
       *[later] ⚠️ Срок закончится раньше, чем её можно будет отправить: { $moment }. Её никто не получит.
    }
options-expiry = ⌛️ Не позже …
options-expiry-at = ⌛️ Не позже { $moment }
own-clocks-on = ✅ По часам каждого
own-clocks-off = ⬜️ По часам каждого
own-clocks-time = 🕒 Каждый получит её, когда на его часах будет { $clock }. Начнётся: { $time }; те, у кого этот час уже прошёл, получат её сразу.
own-clocks-unknown =
    { NUMBER($count, useGrouping: 0) ->
        [one] Часовой пояс { NUMBER($count, useGrouping: 0) } получателя неизвестен: для него — время { $zone }.
        [few] Часовой пояс { NUMBER($count, useGrouping: 0) } получателей неизвестен: для них — время { $zone }.
        [many] Часовой пояс { NUMBER($count, useGrouping: 0) } получателей неизвестен: для них — время { $zone }.
       *[other] Часовой пояс { NUMBER($count, useGrouping: 0) } получателя неизвестен: для них — время { $zone }.
    }
planned-own = 🕒 По часам каждого: { $clock }
options-name-expiry = не позже { $moment }
