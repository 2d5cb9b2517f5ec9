again-question = Отправить им ещё раз?
again-failed = 🔁 Ещё раз: не удалось ({ $count })
again-uncertain = 🔁 Ещё раз: под вопросом ({ $count })
again-both = 🔁 Ещё раз: и те и другие ({ $count })
again-rest = 📨 Отправить остальным ({ $count })
again-rest-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] 📨 Из-за отмены сообщение не получил { NUMBER($count, useGrouping: 0) } человек. Отправить ему сейчас?
        [few] 📨 Из-за отмены сообщение не получили { NUMBER($count, useGrouping: 0) } человека. Отправить им сейчас?
        [many] 📨 Из-за отмены сообщение не получили { NUMBER($count, useGrouping: 0) } человек. Отправить им сейчас?
       *[other] 📨 Из-за отмены сообщение не получили { NUMBER($count, useGrouping: 0) } человека. Отправить им сейчас?
    }
again-rest-yes = 📨 Да, отправить ({ $count })
again-rest-of = 📨 Это рассылка № { $number } для тех, кто не успел получить её до отмены.
again-leave = ✔️ Оставить как есть
again-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] ⚠️ Под вопросом { NUMBER($count, useGrouping: 0) } получатель: возможно, сообщение до него уже дошло, и он получит его дважды. Отправить ещё раз?
        [few] ⚠️ Под вопросом { NUMBER($count, useGrouping: 0) } получателя: возможно, сообщение до них уже дошло, и они получат его дважды. Отправить ещё раз?
        [many] ⚠️ Под вопросом { NUMBER($count, useGrouping: 0) } получателей: возможно, сообщение до них уже дошло, и они получат его дважды. Отправить ещё раз?
       *[other] ⚠️ Под вопросом { NUMBER($count, useGrouping: 0) } получателя: возможно, сообщение до них уже дошло, и они получат его дважды. Отправить ещё раз?
    }
again-yes = 🔁 Да, отправить ещё раз ({ $count })
again-no = Нет
again-sent = 🔁 Отправляется ещё раз: № { $number }. Получателей: { $count }
again-rest-sending = 📨 Отправляется им как № { $number }. Получателей: { $count }
again-left = ✔️ Оставлено как есть.
again-too-late = Это уже решили: вы сами или другой администратор.
again-of = 🔁 Это рассылка № { $number } ещё раз: только для тех, кому отправить не удалось или кто под вопросом.
again-twice = 🔁 Те, кто был под вопросом, могли получить сообщение дважды: повторную отправку выбрал администратор.
again-number = 🔁 № { $number }

decided-rest-sent = 📨 Тем, кто не получил, отправлено как № { $number }
decided-rest-left = ✔️ Кто не получил, тот останется без неё
decided-failed-again = 🔁 Не удалось: отправлено ещё раз, № { $number }
decided-failed-left = ✔️ Не удалось: оставлено как есть
decided-uncertain-again = 🔁 Под вопросом: отправлено ещё раз, № { $number }
decided-uncertain-left = ✔️ Под вопросом: оставлено как есть

why-failed = ❌ Почему не удалось:
why-line = • { $count } × { $why }
why-line-words = • { $count } × { $why }: «{ $detail }»
why-others = • прочие: { $count }
why-not-looked-at = • без разбора причин: { $count }
why-may-not-write = боту нельзя писать в этот чат
why-topic-gone = тема, куда приходят новости, закрыта или удалена
why-refused = Telegram не принял сообщение для этого получателя
why-unreadable-answer = ответ Telegram не удалось прочитать
why-fault = сбой в самом боте
why-no-answer = ответ не пришёл вовремя
why-restored = база данных восстановлена из резервной копии
why-stopped = бот остановился раньше, чем пришёл ответ
why-server-trouble = сбой на стороне Telegram
why-connection-lost = связь оборвалась раньше, чем пришёл ответ

found-title = 🔎 Что стало с сообщениями, ответы на которые потерялись:
found-count-sent = • дошло: { $count }
found-count-not-sent = • не дошло, отправлено потом: { $count }
found-count-needless = • не дошло, отправлять уже не нужно: { $count }
found-count-unknown = • узнать нельзя: { $count }
found-line-open = выясняется
found-line-sent = ответ потерялся, но сообщение дошло: { $why }
found-line-not-sent = первый раз не дошло: { $why }
found-line-unknown = узнать нельзя: { $why }
found-evidence = (номера { $first }–{ $last }, не хватает: { $missing }, вопросов: { $asked })
found-why-no-number-missing = все номера того времени — у других сообщений
found-why-not-found = в этом чате нет сообщений с недостающими номерами
found-why-own-data = оно на месте, с кнопками этой рассылки
found-why-alone = оно на месте, и больше в этот чат ничего не уходило
found-why-not-remembered = номера того времени неизвестны
found-why-too-many = не хватает слишком многих номеров
found-why-unaskable = о таких сообщениях Telegram не спросить
found-why-crossed = в этот чат тогда же уходило другое сообщение
found-why-rival = в этот чат потерялись два сообщения с разными кнопками
found-why-shared = этим же токеном пользуется другая программа
found-why-foreign = сообщение есть, но, возможно, от другой программы
found-why-unresolved = ответы Telegram ничего не прояснили
found-why-perhaps-deleted = его нет, но администраторы группы могли его удалить
found-why-partial = в чате меньше сообщений, чем было отправлено
found-why-too-late = это заняло слишком много времени
found-why-not-calibrated = ответам этого сервера нельзя доверять
found-why-stopped = дальше это не выяснялось
found-why-merged = этот чат стал другим
found-why-erased = данные удалены по просьбе, спросить не о ком
