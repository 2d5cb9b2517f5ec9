progress-running = 📣 Идёт: { $title } · № { $number }
progress-paused = ⏸ На паузе: { $title } · № { $number }
progress-finished = 🏁 Завершена: { $title } · № { $number }
progress-cancelled = ⏹ Отменена: { $title } · № { $number }
progress-rate = ⚡️ { NUMBER($rate, useGrouping: 0, maximumFractionDigits: 1) } сообщ./с
progress-rate-and-time = ⚡️ { NUMBER($rate, useGrouping: 0, maximumFractionDigits: 1) } сообщ./с, осталось примерно { $duration }
halt-flood = ⏳ Telegram просит подождать ещё { $duration }. Потом рассылка продолжится сама.
halt-outage = ⏳ Telegram сейчас не отвечает. Когда ответит, рассылка продолжится сама.
halt-storage = ⏳ Сейчас нельзя записать в базу данных. Когда будет можно, рассылка продолжится сама.
progress-waiting =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🐢 { NUMBER($count, useGrouping: 0) } чат просит подождать (например, в нём медленный режим): ещё { $duration }. «Отменить» завершит рассылку без него.
        [few] 🐢 { NUMBER($count, useGrouping: 0) } чата просят подождать (например, в них медленный режим): первый — ещё { $duration }. «Отменить» завершит рассылку без них.
       *[many] 🐢 { NUMBER($count, useGrouping: 0) } чатов просят подождать (например, в них медленный режим): первый — ещё { $duration }. «Отменить» завершит рассылку без них.
    }

figure-sent = ✅ Отправлено: { $count } из { $total }
figure-blocked = 🚫 Заблокировали бота: { $count }
figure-unreachable = 📵 Недоступны: { $count }
figure-skipped = ⏭ Пропущено: { $count }
figure-unwanted = 🔕 Из пропущенных не хотят эту тему: { $count }
figure-failed = ❌ Не удалось: { $count }
figure-uncertain = ❔ Под вопросом: { $count }
figure-left = ⏳ Осталось: { $count }
figure-spent = 💫 Потрачено не больше { NUMBER($stars, useGrouping: 0) } ⭐

unpaid-cap = 💫 Все разрешённые вами звёзды потрачены. Дальше — с бесплатной скоростью.
unpaid-balance = 💫 Звёзды у бота кончились. Дальше — с бесплатной скоростью, а после пополнения снова быстро.
unpaid-unknown = 💫 Telegram сейчас не сообщает баланс звёзд. Пока не сообщит, рассылка идёт с бесплатной скоростью.
unpaid-refused = 💫 Telegram не даёт этому боту отправлять быстрее за звёзды: проверьте, включены ли платные рассылки в @BotFather. Дальше — с бесплатной скоростью.

report-took = ⏱ Заняло { $duration }, в среднем { NUMBER($rate, useGrouping: 0, maximumFractionDigits: 1) } сообщ./с.
report-took-only = ⏱ Заняло { $duration }.
votes-title = 🗳 Голоса на сейчас, вместе (каждый видит только свой опрос):
votes-newest = ℹ️ Свежие числа — в карточке рассылки: /admin, «Рассылки».
votes-line = • { $option }: { $count }
report-cancelled = Кто не успел получить сообщение до отмены, считается пропущенным.
report-uncertain =
    { NUMBER($count, useGrouping: 0) ->
        [one] ❔ Под вопросом { NUMBER($count, useGrouping: 0) } получатель: сообщение могло дойти, а могло и нет.
        [few] ❔ Под вопросом { NUMBER($count, useGrouping: 0) } получателя: сообщение могло дойти, а могло и нет.
        [many] ❔ Под вопросом { NUMBER($count, useGrouping: 0) } получателей: сообщение могло дойти, а могло и нет.
       *[other] ❔ Под вопросом { NUMBER($count, useGrouping: 0) } получателя: сообщение могло дойти, а могло и нет.
    }

duration-hours = { $hours } ч { $minutes } мин
duration-whole-hours = { $hours } ч
duration-minutes = { $minutes } мин { $seconds } с
duration-whole-minutes = { $minutes } мин
duration-seconds = { $seconds } с
duration-days =
    { NUMBER($count, useGrouping: 0) ->
        [one] { NUMBER($count, useGrouping: 0) } день
        [few] { NUMBER($count, useGrouping: 0) } дня
       *[many] { NUMBER($count, useGrouping: 0) } дней
    }

reason-admin = Рассылку приостановил администратор. «Продолжить» начнёт с того же места.
reason-content = Telegram не принимает само сообщение, его не получил бы никто. Отмените рассылку и составьте новую.
reason-failures = Слишком многим из последних получателей доставить не удалось; ниже — скольким и самая частая причина. Если так и должно быть, продолжите, иначе отмените.
reason-uncertain = Ответы Telegram то и дело теряются, и дошло ли сообщение, неизвестно. Продолжите, когда связь наладится, или отмените. Под вопросом из последних:
reason-stars = Звёзды у бота кончились. «Продолжить» пойдёт с бесплатной скоростью, а если вы пополнили баланс — быстро.
reason-stars-cap = Все разрешённые вами звёзды потрачены. «Продолжить» пойдёт с бесплатной скоростью.
reason-stars-refused = Telegram не даёт этому боту отправлять быстрее за звёзды: проверьте, включены ли платные рассылки в @BotFather. «Продолжить» попробует ещё раз, а иначе пойдёт с бесплатной скоростью.
reason-token = Telegram не принимает токен бота. Впишите верный в настройки, перезапустите бота и продолжите.
reason-other-bot = Токен теперь от другого бота, и эти подписчики могут его не знать. Продолжайте, только если уверены; иначе верните прежний токен.
reason-restored = База данных восстановлена из резервной копии. Кто получил сообщение после неё, неизвестно, поэтому все, кто оставался, теперь под вопросом. Продолжите или отмените рассылку: отчёт спросит, отправить ли им ещё раз.
reason-restored-from = База данных восстановлена из резервной копии ({ $moment }). Кто получил сообщение после неё, неизвестно, поэтому все, кто оставался, теперь под вопросом. Продолжите или отмените рассылку: отчёт спросит, отправить ли им ещё раз.
reason-detail = 💬 Ответ Telegram: «{ $detail }»

notice-paused-itself = ⚠️ Рассылка приостановилась сама: { $title }
notice-storage-failing = ⚠️ Сейчас нельзя записать в базу данных, поэтому отправка остановлена. Она продолжится сама, как только запись заработает. { $why }
storage-full = На диске нет места: освободите его.
storage-locked = Базу держит другая программа: возможно, идёт резервное копирование.
storage-readonly = Боту нельзя писать в свой файл: проверьте, кто его владелец.
storage-other = Причина — в журнале бота.
notice-storage-works = ✅ База данных снова принимает запись, отправка продолжается.
notice-second-poller =
    ⚠️ Сообщения этого бота забирает другая программа: вторая копия бота или вебхук. Остановите её или смените токен.
    💬 Ответ Telegram: «{ $detail }»
notice-long-ban =
    ⚠️ Telegram просит бота подождать { $duration } и ничего не отправлять. Потом всё продолжится само.
    Это необычно долго. Если не верится, попробуйте одним сообщением: если Telegram его примет, всё продолжится сразу.
ban-try = 🔁 Попробовать сейчас
ban-tried = Одно сообщение уходит на пробу. Если Telegram его примет, всё продолжится.
ban-over = Telegram больше не просит подождать.
