again-question = Как с ними поступить?
again-failed = 🔁 Отправить ещё раз: ошибки ({ $count })
again-uncertain = 🔁 Отправить ещё раз: неизвестные ({ $count })
again-both = 🔁 Отправить ещё раз: и те и другие ({ $count })
again-leave = ✔️ Оставить как есть
again-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] ⚠️ О { NUMBER($count, useGrouping: 0) } получателе неизвестно, дошло ли до него сообщение: он может получить его дважды. Отправить ещё раз?
        [few] ⚠️ О { NUMBER($count, useGrouping: 0) } получателях неизвестно, дошло ли до них сообщение: они могут получить его дважды. Отправить ещё раз?
        [many] ⚠️ О { NUMBER($count, useGrouping: 0) } получателях неизвестно, дошло ли до них сообщение: они могут получить его дважды. Отправить ещё раз?
       *[other] ⚠️ О { NUMBER($count, useGrouping: 0) } получателя неизвестно, дошло ли до них сообщение: они могут получить его дважды. Отправить ещё раз?
    }
again-yes = 🔁 Да, отправить ещё раз ({ $count })
again-no = Нет
again-sent = 🔁 Отправляется ещё раз как № { $number }. Получателей: { $count }
again-left = ✔️ Оставлено как есть.
again-too-late = Это уже решено: здесь или другим администратором.
again-of = 🔁 Это № { $number } ещё раз: только для тех, кому не удалось или о ком неизвестно.
again-number = 🔁 № { $number }

decided-failed-again = 🔁 Ошибки: отправлено ещё раз как № { $number }
decided-failed-left = ✔️ Ошибки: оставлены как есть
decided-uncertain-again = 🔁 Неизвестные: отправлено ещё раз как № { $number }
decided-uncertain-left = ✔️ Неизвестные: оставлены как есть

why-failed = ❌ Почему не удалось:
why-uncertain = ❔ Почему неизвестно:
why-line = • { $count } × { $why } ({ $detail })
why-others = • прочие: { $count }
why-not-looked-at = • по отдельности не просмотрено: { $count }
why-may-not-write = боту нельзя там писать
why-refused = Telegram отверг сообщение для них
why-no-answer = ответ не пришёл вовремя
why-stopped = бот был остановлен раньше, чем пришёл ответ
why-server-trouble = сбой на стороне Telegram
why-connection-lost = связь оборвалась раньше, чем пришёл ответ
