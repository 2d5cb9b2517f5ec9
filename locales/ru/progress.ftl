progress-running = 📣 Рассылается: { $title }
progress-paused = ⏸ На паузе: { $title }
progress-finished = 🏁 Готово: { $title }
progress-cancelled = ⏹ Отменена: { $title }
progress-rate = ⚡️ { $rate } сообщ./с
progress-rate-and-time = ⚡️ { $rate } сообщ./с, осталось примерно { $duration }
halt-flood = ⏳ Telegram просит подождать: ещё { $duration }. Дальше — само собой.
halt-outage = ⏳ Telegram сейчас не отвечает. Дальше — само собой, когда ответит.
halt-storage = ⏳ База данных сейчас недоступна для записи. Дальше — само собой, когда она заработает.

figure-recipients = 👥 Получателей: { $count }
figure-sent = ✅ Отправлено: { $count }
figure-blocked = 🚫 Заблокировали: { $count }
figure-unreachable = 📵 Недоступны: { $count }
figure-skipped = ⏭ Пропущено: { $count }
figure-failed = ❌ Не удалось: { $count }
figure-uncertain = ❔ Неизвестно: { $count }
figure-left = ⏳ Осталось: { $count }

report-took = ⏱ Заняло { $duration }, в среднем { $rate } сообщ./с.
report-cancelled = Кто не успел получить до отмены, считается пропущенным.
report-uncertain =
    { NUMBER($count, useGrouping: 0) ->
        [one] ❔ Для { NUMBER($count, useGrouping: 0) } получателя ответ Telegram потерялся: сообщение могло дойти, а могло и нет. Повторно оно не отправляется, чтобы никто не получил его дважды.
        [few] ❔ Для { NUMBER($count, useGrouping: 0) } получателей ответ Telegram потерялся: сообщение могло дойти, а могло и нет. Повторно оно не отправляется, чтобы никто не получил его дважды.
        [many] ❔ Для { NUMBER($count, useGrouping: 0) } получателей ответ Telegram потерялся: сообщение могло дойти, а могло и нет. Повторно оно не отправляется, чтобы никто не получил его дважды.
       *[other] ❔ Для { NUMBER($count, useGrouping: 0) } получателя ответ Telegram потерялся: сообщение могло дойти, а могло и нет. Повторно оно не отправляется, чтобы никто не получил его дважды.
    }

duration-hours = { $hours } ч { $minutes } мин
duration-minutes = { $minutes } мин { $seconds } с
duration-seconds = { $seconds } с

reason-admin = Её приостановил администратор. «Продолжить» пойдёт с того же места.
reason-content = Telegram отвергает само сообщение, его не получил бы никто. Отмените рассылку и составьте её заново.
reason-failures = Слишком много получателей подряд не удалось. Посмотрите журнал, затем продолжите или отмените.
reason-outage = Telegram недоступен. Продолжите, когда он ответит.
reason-stars = Звёзды Telegram на платную отправку кончились. Пополните баланс и продолжите или отмените.
reason-token = Telegram отверг токен бота. Впишите верный в настройки, перезапустите бота и продолжите.
reason-other-bot = Токен теперь от другого бота, и эти подписчики могут его не знать. Продолжайте, только если уверены; иначе верните прежний токен.
reason-detail = 💬 { $detail }

notice-paused-itself = ⚠️ Рассылка остановилась сама: { $title }
notice-storage-failing =
    ⚠️ Сейчас нельзя записать в базу данных, поэтому отправка остановлена. Она продолжится сама, как только запись заработает; проверьте, не полон ли диск.
    💬 { $detail }
notice-storage-works = ✅ База данных снова принимает запись, отправка продолжается.
notice-second-poller =
    ⚠️ Сообщения этого бота забирает другая программа: вторая копия бота или вебхук. Остановите её или смените токен.
    💬 { $detail }
