menu-series = 📬 Серии
series-title = 📬 Серии: сообщения, которые приходят сами, одно за другим, с того момента, когда серия для человека началась.{ $paged ->
        [yes] { " " }(страница { $page } из { $pages })
       *[no] { "" }
    }
series-empty = 📬 Серия — это сообщения, которые приходят сами, одно за другим, с того момента, когда она для человека началась: например, когда он подписался. Серий пока нет.
series-new = ✏️ Новая серия
series-row = { $sign } { $name } · { $steps } ✉️ · { $waiting } ⏳
series-gone = Этой серии или этого сообщения в ней больше нет.

series-name-new = 📬 Как назвать серию? Пришлите название, до { $most } символов. Его видят только администраторы.
series-name-how = ✏️ Как теперь назвать серию? Пришлите название, до { $most } символов.
series-name-taken = ⚠️ Серия с таким названием уже есть. Пришлите другое.
series-name-bad = ⚠️ Нужно название текстом, не длиннее { $most } символов. Пришлите его ещё раз.
series-full = ⚠️ Серий уже { $most }. Сначала удалите какой-нибудь черновик или законченную серию.
series-steps-full = ⚠️ В серии не больше { $most } сообщений. Уберите одно или начните другую серию, когда закончится эта.
series-no-steps = ⚠️ В серии должно быть сообщение. Добавьте его в «Сообщениях».
series-no-versions = ⚠️ У сообщения серии не бывает вариантов на пробу. Пришлите одно сообщение.
series-no-beginning = ⚠️ Серия пока ни с чего не начинается. Выберите начало в «Начале».
series-signals-full = ⚠️ Можно выбрать не больше { $most }. Сначала уберите что-нибудь.
series-signal-bad = ⚠️ Здесь это выбрать нельзя. Выберите другое.
series-expiry-bad = ⚠️ Нужно от минуты до года. Выберите другой срок.
series-state = ⚠️ Тем временем серию изменили. Вот какая она сейчас.
series-missing = ⚠️ Её условия спрашивают о том, что удалили. Выберите их заново в «Для кого».
series-under-way = ⚠️ Тех, кто уже подписан, как раз добавляют.

series-draft = 📝 Черновик: в ней пока никого нет.
series-running = ▶️ Идёт.
series-paused = ⏸ На паузе: каждый остаётся на своём месте, сообщения не приходят.
series-paused-restored = ⏸ На паузе: восстановлена резервная копия, а что отправляли после неё, неизвестно. «Продолжить» не отправит никому того, что он мог уже получить.
series-paused-other-bot = ⏸ На паузе: токен теперь от другого бота. Продолжите её, если она должна идти и у этого.
series-ended = ⏹ Закончена: из неё никто больше ничего не получит.
series-card =
    📬 { $name }
    { $state }
series-in-it = Ждут сообщения: { $waiting } · получили все: { $finished }
series-enrolling = ⏳ Добавляем тех, кто уже подписан.
series-begins = 🚪 Начинается для тех, кто (достаточно одного):
series-begins-never = 🚪 Пока ни с чего не начинается: выберите в «Начале».
series-ends = 🏁 Заканчивается для тех, кто ушёл или заблокировал бота, и после последнего сообщения.
series-ends-also = И для тех, кто:
series-whom = Кому из них: { $whom }
series-late = ⏰ { $late }
series-no-steps-yet = ✉️ Сообщений пока нет.
series-steps = ✉️ Сообщения ({ NUMBER($count, useGrouping: 0) })
series-to-begins = 🚪 Начало
series-to-ends = 🏁 Конец
series-to-whom = 👥 Для кого
series-to-late = ⏰ Опоздания
series-try = 👁 Показать мне
series-stop-trying = ⏹ Хватит показывать
series-trying = 👁 Первое сообщение уже идёт, дальше по одному в минуту, какими бы ни были паузы. Их получите только вы.
series-start = ▶️ Запустить
series-pause = ⏸ Пауза
series-resume = ▶️ Продолжить
series-put-in = 👥 Добавить подписчиков
series-end = ⏹ Закончить серию
series-started = ✅ Серия идёт.

series-at-once = сразу
series-later = +{ $duration }
series-same-day = в тот же день в { $clock }
series-next-day = на следующий день в { $clock }
series-days-at =
    { $count ->
        [one] через { NUMBER($count, useGrouping: 0) } день в { $clock }
        [few] через { NUMBER($count, useGrouping: 0) } дня в { $clock }
       *[many] через { NUMBER($count, useGrouping: 0) } дней в { $clock }
    }
series-step-line = { $number }. { $wait }: { $title }
series-figure-reached = 📨 дошло { $count }
series-figure-waiting = ⏳ ждут { $count }
series-figure-answered = 🗳 ответили { $count }
series-figure-left = 👋 ушли здесь { $count }
series-figure-blocked = 🚫 заблокировали здесь { $count }
series-figure-ended = 🏁 закончилась здесь для { $count }
series-figure-failed = ❌ не дошло { $count }
series-figure-uncertain = ❔ под вопросом { $count }
series-figure-capped = 🧢 пропустили, на неделе хватило { $count }
series-figure-late = ⏰ пропустили, слишком поздно { $count }
series-more-steps =
    { $count ->
        [one] … и ещё { NUMBER($count, useGrouping: 0) } в «Сообщениях»
        [few] … и ещё { NUMBER($count, useGrouping: 0) } в «Сообщениях»
       *[many] … и ещё { NUMBER($count, useGrouping: 0) } в «Сообщениях»
    }

series-writing = 📬 { $name }
series-first-message = ✉️ Пришлите первое сообщение. Когда серия для человека началась, оно придёт: { $wait }. Если нужно другое время, сначала нажмите на него.
series-next-message = ✉️ Сообщение { $number } придёт после предыдущего: { $wait }. Если нужно другое время, нажмите на него, затем пришлите сообщение. Больше не нужно — нажмите «Готово».
series-other-wait = ⌨️ Другое
series-wait-how = ⌨️ Через сколько после предыдущего? Пришлите словами: «90 минут», «2 дня», «2 дня в 9:30», «на следующий день в 18:00». Если указан час, дни считаются по календарю каждого человека, если нет — день равен 24 часам.
series-wait-unread = ⚠️ Не получается понять, сколько ждать; самое большее — год. Напишите, например: «90 минут», «2 дня» или «2 дня в 9:30».
series-also =
    { $count ->
        [one] ✉️ Сообщение { $number } ({ $wait }): отправить и тому { NUMBER($count, useGrouping: 0) } человеку, который уже прошёл серию? Если нет, его получат только те, кто дойдёт до него теперь.
        [few] ✉️ Сообщение { $number } ({ $wait }): отправить и тем { NUMBER($count, useGrouping: 0) }, кто уже прошёл серию? Если нет, его получат только те, кто дойдёт до него теперь.
       *[many] ✉️ Сообщение { $number } ({ $wait }): отправить и тем { NUMBER($count, useGrouping: 0) }, кто уже прошёл серию? Если нет, его получат только те, кто дойдёт до него теперь.
    }
series-also-yes =
    { $count ->
        [one] Да, и этому { NUMBER($count, useGrouping: 0) } человеку
        [few] Да, и этим { NUMBER($count, useGrouping: 0) }
       *[many] Да, и этим { NUMBER($count, useGrouping: 0) }
    }
series-also-no = Нет, только кто дойдёт

series-steps-title = ✉️ Сообщения серии { $name }. Нажмите на сообщение, чтобы посмотреть или изменить его.
series-add-step = ✏️ Добавить в конец
series-step = ✉️ Сообщение { $number } из { $count }, серия { $name }
series-step-wait = После предыдущего: { $wait }
series-step-first-wait = После начала серии: { $wait }
series-step-stands = ⚠️ Остановилось и ждёт решения: откройте его в «Сообщениях».
series-step-show = 👁 Показать мне
series-step-replace = ✏️ Заменить
series-step-buttons = 🔘 Кнопки
series-step-to-wait = ⏳ Другая пауза
series-step-up = ⬆️ Выше
series-step-down = ⬇️ Ниже
series-step-resume = ▶️ Продолжить это сообщение
series-step-remove = 🗑 Убрать
series-step-changed = ✅ Изменено для всех, кто его ещё не получил.
series-step-wait-first = ⏳ Через сколько после начала серии? Нажмите или пришлите словами: «90 минут», «2 дня в 9:30».
series-step-wait-how = ⏳ Через сколько после предыдущего придёт сообщение { $number }? Нажмите или пришлите словами: «90 минут», «2 дня в 9:30». Это относится к тем, кто получит предыдущее с этого момента.
series-replace-how = ✏️ Пришлите сообщение вместо сообщения { $number }. Кнопки останутся.
series-replace-sent = У тех, кто уже получил старое, останется оно.
series-remove-sure = 🗑 Убрать сообщение { $number }?
series-remove-sure-running = 🗑 Убрать сообщение { $number }? Кто ждёт его, будет ждать следующее; у кого оно есть, останется.

series-late-how = ⏰ Если бот не работал или серия стояла на паузе, сообщение может опоздать. Насколько? Позже оно пропускается, и человек ждёт следующее.
series-never-late = Опоздавшее сообщение всё равно придёт
series-late-after = Пропускается, если опоздало на { $duration }

series-start-sure =
    { $count ->
        [one] ▶️ Запустить { $name }, { NUMBER($count, useGrouping: 0) } сообщение?
        [few] ▶️ Запустить { $name }, { NUMBER($count, useGrouping: 0) } сообщения?
       *[many] ▶️ Запустить { $name }, { NUMBER($count, useGrouping: 0) } сообщений?
    }
series-existing-stay = Тех, кто уже подписан, в ней не будет, если вы не выберете иначе.
series-start-writing = ⚠️ Отправлять пока нечего. Напишите первое сообщение и потом запускайте серию.
series-start-begins = ⚠️ Серия пока ни с чего не начинается. Выберите начало здесь и потом запускайте её.
series-existing-off = ⬜️ И тем, кто уже здесь ({ NUMBER($count, useGrouping: 0) })
series-existing-on = ✅ И тем, кто уже здесь ({ NUMBER($count, useGrouping: 0) })
series-start-yes = ▶️ Да, запустить
series-put-in-sure =
    { $count ->
        [one] 👥 Добавить в { $name } { NUMBER($count, useGrouping: 0) } человека, который уже здесь? Для него она начнётся сейчас.
        [few] 👥 Добавить в { $name } { NUMBER($count, useGrouping: 0) } человека, которые уже здесь? Для них она начнётся сейчас; у тех, кто в ней уже есть или был, ничего не изменится.
       *[many] 👥 Добавить в { $name } { NUMBER($count, useGrouping: 0) } человек, которые уже здесь? Для них она начнётся сейчас; у тех, кто в ней уже есть или был, ничего не изменится.
    }
series-put-in-nobody = 👥 Среди тех, кто уже здесь, подходящих нет.
series-put-in-yes = 👥 Да, добавить
series-end-sure =
    { $count ->
        [0] ⏹ Закончить { $name } навсегда? Сейчас её сообщений никто не ждёт.
        [one] ⏹ Закончить { $name } навсегда? { NUMBER($count, useGrouping: 0) } человек ждёт сообщения и не получит его.
        [few] ⏹ Закончить { $name } навсегда? { NUMBER($count, useGrouping: 0) } человека ждут сообщения и не получат его.
       *[many] ⏹ Закончить { $name } навсегда? { NUMBER($count, useGrouping: 0) } человек ждут сообщения и не получат его.
    }
series-end-yes = ⏹ Да, закончить
series-end-no = Нет, пусть идёт
series-delete-sure = 🗑 Удалить черновик { $name } вместе с сообщениями?
series-delete-ended-sure = 🗑 Удалить { $name }? То, что люди получили, у них останется, а её цифры пропадут навсегда.

series-begins-how = 🚪 Для кого начинается { $name }? Достаточно одного из выбранного. Дважды одну серию никто не получит.
series-ends-how = 🏁 Чем ещё, кроме ухода и последнего сообщения, заканчивается { $name }?
series-kind-subscribed = подписался
series-kind-link = по ссылке …
series-kind-tag = получил метку …
series-kind-answer = ответил …
series-kind-field = заполнено поле …
series-kind-silent = молчит …
series-kind-unblocked = разблокировал
series-kind-enrolled = добавлен извне
series-signal-subscribed = подписался
series-signal-unblocked = разблокировал бота
series-signal-enrolled = добавлен извне
series-signal-link = подписался по ссылке { $name }
series-signal-tag = получил метку { $name }
series-signal-field = получил значение в поле { $name }
series-signal-answer = ответил: { $name }
series-signal-own-answer = ответил на любое сообщение этой серии
series-signal-one-answer = { $answer }, { $title }
series-signal-silent =
    { $count ->
        [one] молчит { NUMBER($count, useGrouping: 0) } день
        [few] молчит { NUMBER($count, useGrouping: 0) } дня
       *[many] молчит { NUMBER($count, useGrouping: 0) } дней
    }
series-signal-gone = (удалено)
series-any-answer = любой ответ
series-how-link = 🔗 Кто подписался по одной из этих ссылок. Нажмите, чтобы выбрать, и ещё раз, чтобы убрать.
series-how-tag = 🏷 Кто получил одну из этих меток. Нажмите, чтобы выбрать, и ещё раз, чтобы убрать.
series-how-field = 📋 У кого появилось значение в одном из этих полей. Нажмите, чтобы выбрать, и ещё раз, чтобы убрать.
series-how-answer = 🗳 Кто нажал один из этих ответов. Нажмите на рассылку, затем на ответ; ещё раз — чтобы убрать.
series-how-silent = 💤 Сколько дней молчания? Нажмите или пришлите число дней.
series-none-link = 🔗 Ссылок пока нет. Создайте её в меню, в «Ссылках».
series-none-tag = 🏷 Меток пока нет. Создайте метку в «Аудитории».
series-none-field = 📋 Полей пока нет. Они появляются с импортом, или их передаёт ваша программа.
series-none-answer = 🗳 Рассылок с кнопками ответов пока нет. Сначала отправьте такую, с кнопкой вроде «Да - answer: Спасибо!».
series-days-unread = ⚠️ Нужно число дней, не больше { $most }, например «30». Пришлите его ещё раз.

series-tried-done =
    { $count ->
        [one] 👁 Это была вся серия: { NUMBER($count, useGrouping: 0) } сообщение.
        [few] 👁 Это была вся серия: { NUMBER($count, useGrouping: 0) } сообщения.
       *[many] 👁 Это была вся серия: { NUMBER($count, useGrouping: 0) } сообщений.
    }
series-tried-stopped = 👁 Показ серии закончен. Показано сообщений: { NUMBER($count, useGrouping: 0) }.
series-tried-restarted = 👁 Пока вам показывали серию, бот перезапустили. Нажмите «Показать мне», чтобы начать сначала.
series-tried-refused = ⚠️ Показано сообщений: { NUMBER($count, useGrouping: 0) }, дальше Telegram не принял ({ $detail }). Замените это сообщение и попробуйте ещё раз.
series-tried-gone = 👁 Серию, которую вам показывали, удалили, или в ней больше нет сообщений.

series-open = 📬 Открыть серию
series-is-step = 📬 Это сообщение серии.
