admin-back = ⬅️ Назад

menu-title =
    🗂 Ваше меню

    👥 Подписчиков: { $subscribers }
menu-idle = Сейчас ничего не рассылается.
menu-draft-waits =
    { $count ->
        [1] 📝 У вас есть незаконченный черновик.
        [one] 📝 Вас ждёт { NUMBER($count, useGrouping: 0) } незаконченный черновик.
        [few] 📝 Вас ждут { NUMBER($count, useGrouping: 0) } незаконченных черновика.
        [many] 📝 Вас ждут { NUMBER($count, useGrouping: 0) } незаконченных черновиков.
       *[other] 📝 Вас ждут { NUMBER($count, useGrouping: 0) } незаконченного черновика.
    }
menu-continue =
    { $count ->
        [1] 📝 Вернуться к черновику
        [one] 📝 { NUMBER($count, useGrouping: 0) } незаконченный черновик
        [few] 📝 { NUMBER($count, useGrouping: 0) } незаконченных черновика
        [many] 📝 { NUMBER($count, useGrouping: 0) } незаконченных черновиков
       *[other] 📝 { NUMBER($count, useGrouping: 0) } незаконченного черновика
    }
menu-begin =
    { $count ->
        [1] 📝 У вас есть незаконченный черновик: { $title }
        [one] 📝 У вас есть { NUMBER($count, useGrouping: 0) } незаконченный черновик. Самый новый: { $title }
        [few] 📝 У вас есть { NUMBER($count, useGrouping: 0) } незаконченных черновика. Самый новый: { $title }
        [many] 📝 У вас есть { NUMBER($count, useGrouping: 0) } незаконченных черновиков. Самый новый: { $title }
       *[other] 📝 У вас есть { NUMBER($count, useGrouping: 0) } незаконченного черновика. Самый новый: { $title }
    }

    Вернуться к нему или начать новую рассылку? Черновик в любом случае сохранится.
menu-begin-new = ✏️ Начать новую
menu-open = 🗂 Меню
menu-new = ✏️ Новая рассылка
menu-broadcasts = 📚 Рассылки
menu-audience = 👥 Аудитория
menu-team = 🔑 Команда
menu-refresh = 🔄 Обновить

audience-title = 👥 Ваша аудитория
audience-active = ✅ Подписаны: { $count }
audience-unsubscribed = 👋 Отписались: { $count }
audience-blocked = 🚫 Заблокировали бота: { $count }
audience-unreachable = 📵 Недоступны: { $count }
audience-deactivated = 👻 Удалили аккаунт: { $count }
audience-languages = 🌍 Языки подписчиков:
audience-language-unknown = неизвестный
audience-language-others = другие: { $count }

browse-title = 📚 Рассылки, сначала новые{ $paged ->
        [yes] { " " }(страница { $page } из { $pages })
       *[no] { "" }
    }
browse-empty = 📚 Рассылок ещё не было.
browse-newer = ◀️ Новее
browse-older = Старее ▶️
broadcast-number = № { $number }
broadcast-named = № { $number } { $title }
browse-row = { $mark } { $moment } · № { $number } · { $title }
browse-row-again =
    { NUMBER($count, useGrouping: 0) ->
        [one] { $mark } { $moment } · № { $number } · ещё раз · { NUMBER($count, useGrouping: 0) } человек · { $title }
        [few] { $mark } { $moment } · № { $number } · ещё раз · { NUMBER($count, useGrouping: 0) } человека · { $title }
        [many] { $mark } { $moment } · № { $number } · ещё раз · { NUMBER($count, useGrouping: 0) } человек · { $title }
       *[other] { $mark } { $moment } · № { $number } · ещё раз · { NUMBER($count, useGrouping: 0) } человека · { $title }
    }
browse-row-rest =
    { NUMBER($count, useGrouping: 0) ->
        [one] { $mark } { $moment } · № { $number } · остальным · { NUMBER($count, useGrouping: 0) } человек · { $title }
        [few] { $mark } { $moment } · № { $number } · остальным · { NUMBER($count, useGrouping: 0) } человека · { $title }
        [many] { $mark } { $moment } · № { $number } · остальным · { NUMBER($count, useGrouping: 0) } человек · { $title }
       *[other] { $mark } { $moment } · № { $number } · остальным · { NUMBER($count, useGrouping: 0) } человека · { $title }
    }
card-watch = 📊 Показать ход рассылки
card-message = 👁 Показать сообщение
card-message-refused = ⚠️ Telegram не принял это сообщение для вас. Его ответ: «{ $detail }»
card-message-unseen = ⚠️ Не удалось показать сообщение: Telegram не ответил. Попробуйте ещё раз.
card-options = ⚙️ { $options }
card-launched = 🚀 Запущена { $moment }, { $name }
card-ended = 🏁 Завершена { $moment }
moment-month =
    { $month ->
        [jan] янв.
        [feb] февр.
        [mar] марта
        [apr] апр.
        [may] мая
        [jun] июня
        [jul] июля
        [aug] авг.
        [sep] сент.
        [oct] окт.
        [nov] нояб.
       *[dec] дек.
    }
moment-day = { $day } { $month }
moment-this-year = { $day } { $month }, { $time }
moment-other-year = { $day } { $month } { $year }, { $time }
questions-meaning = «Под вопросом» значит: ответ потерялся, и сообщение могло дойти, а могло и не дойти.
questions-erased = кто-то, кто попросил удалить свои данные
questions-back = ◀️ Предыдущие
questions-more = Следующие ▶️

status-nothing = Рассылок ещё не было. Первую можно начать командой /broadcast.

control-pause = ⏸ Пауза
control-resume = ▶️ Продолжить
control-cancel = ⏹ Отменить
control-paused = ⏸ На паузе: { $title }
control-resumed = ▶️ Продолжена: { $title }
control-cancelled =
    ⏹ Отменена: { $title }
    У тех, кто уже получил сообщение, оно останется; больше никто его не получит.
cancel-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] ⏹ Отменить рассылку «{ $title }»? Её не получит { NUMBER($count, useGrouping: 0) } человек, до которого она ещё не дошла.
        [few] ⏹ Отменить рассылку «{ $title }»? Её не получат { NUMBER($count, useGrouping: 0) } человека, до которых она ещё не дошла.
        [many] ⏹ Отменить рассылку «{ $title }»? Её не получат { NUMBER($count, useGrouping: 0) } человек, до которых она ещё не дошла.
       *[other] ⏹ Отменить рассылку «{ $title }»? Её не получат { NUMBER($count, useGrouping: 0) } человека, до которых она ещё не дошла.
    }
cancel-sure-doubts = 🔎 Не получат её и те, о ком ещё выясняется, если окажется, что до них она не дошла: не больше { $count }.
cancel-yes = ⏹ Да, отменить
cancel-no = Нет, не отменять
cancel-not = Рассылка не отменена.
control-none-running = Сейчас ничего не рассылается, останавливать нечего.
control-none-paused = Приостановленных рассылок нет, продолжать нечего.
control-none-unfinished = Сейчас ничего не рассылается, отменять нечего.
control-which-pause = ⏸ Идёт несколько рассылок. Какую приостановить?
control-which-resume = ▶️ На паузе несколько рассылок. Какую продолжить?
control-which-cancel = ⏹ Идёт несколько рассылок. Какую отменить?
control-too-late = Уже поздно: состояние рассылки успело измениться.

outdated-dialog = Эта кнопка больше не работает: её окно закрыто. Вот меню.
outdated-elsewhere = Эта кнопка больше не работает: её окно закрыто. Продолжайте в том, что открыто; меню откроет /admin.
outdated-session = Пока это окно было открыто, бот обновился, и окно закрылось. Черновик цел: он ждёт в меню.
outdated-broadcast = Этой рассылки больше нет, или она успела измениться.
outdated-launched = Рассылка уже идёт.

title-photo = фото
title-video = видео
title-animation = анимация
title-document = документ
title-audio = аудиозапись
title-voice = голосовое сообщение
title-sticker = стикер
title-location = место на карте
title-venue = место на карте
title-contact = контакт
title-album = альбом
title-forward = пересланное сообщение
title-other = сообщение
title-video-note = видеосообщение
