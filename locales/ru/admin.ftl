admin-back = ⬅️ Назад

menu-title =
    🗂 Ваше меню

    👥 Подписчиков: { $subscribers }
menu-idle = Сейчас ничего не рассылается.
menu-draft-waits = 📝 Вас ждёт незаконченный черновик.
menu-continue = 📝 Вернуться к черновику
menu-new = ✏️ Новая рассылка
menu-broadcasts = 📚 Рассылки
menu-audience = 👥 Аудитория
menu-refresh = 🔄 Обновить

audience-title = 👥 Ваша аудитория
audience-active = ✅ Подписаны: { $count }
audience-unsubscribed = 👋 Отписались: { $count }
audience-blocked = 🚫 Заблокировали бота: { $count }
audience-unreachable = 📵 Недоступны: { $count }
audience-deactivated = 👻 Удалили аккаунт: { $count }
audience-languages = 🌍 Языки подписанных:
audience-language-unknown = неизвестен
audience-language-others = другие: { $count }

browse-title = 📚 Рассылки, сначала новые (страница { $page } из { $pages })
browse-empty = 📚 Рассылок ещё не было.
browse-newer = ◀️ Новее
browse-older = Старее ▶️
card-watch = 📊 Показать ход
card-launched = 🚀 Запуск { $moment }, { $name }
card-ended = 🏁 Окончание { $moment }
card-questions = 🔎 Кто под вопросом
questions-title =
    🔎 Неизвестно: { $uncertain }
    ❌ Ошибок: { $failed }

    «Неизвестно» значит: ответ потерялся, и сообщение могло дойти, а могло и не дойти.
questions-erased = кто-то, кто попросил удалить данные
questions-back = ◀️ Назад по списку
questions-more = Дальше ▶️

status-nothing = Рассылок ещё не было. Начать первую: /broadcast.

control-pause = ⏸ Пауза
control-resume = ▶️ Продолжить
control-cancel = ⏹ Отменить
control-paused = ⏸ На паузе: { $title }
control-resumed = ▶️ Продолжается: { $title }
control-cancelled = ⏹ Отменена: { $title }. У тех, кто уже получил, сообщение останется; больше никто его не получит.
control-none-running = Сейчас ничего не рассылается, останавливать нечего.
control-none-paused = На паузе ничего нет, продолжать нечего.
control-none-unfinished = Сейчас ничего не рассылается, отменять нечего.
control-which-pause = ⏸ Идёт несколько рассылок. Какую приостановить?
control-which-resume = ▶️ На паузе несколько рассылок. Какую продолжить?
control-which-cancel = ⏹ Идёт несколько рассылок. Какую отменить?
control-too-late = Поздно: её состояние уже изменилось.

outdated-dialog = Эта кнопка отслужила: её окно закрыто. Вот меню.
outdated-broadcast = Этой рассылки больше нет, или она уже не та.
outdated-launched = Рассылка уже идёт.

title-photo = фото
title-video = видео
title-animation = анимация
title-document = документ
title-audio = аудио
title-voice = голосовое сообщение
title-sticker = стикер
title-location = место на карте
title-venue = место на карте
title-contact = контакт
title-other = сообщение
title-video-note = видеосообщение
