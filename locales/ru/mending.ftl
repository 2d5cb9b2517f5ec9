# Тексты о том, как исправить отправленное: правки, отзыв, закрепление.

skipped-expired = срок вышел
skipped-gone = сообщения уже нет
skipped-late = старше 48 часов
skipped-unknown = номер сообщения неизвестен

mending-running =
    { $kind ->
        [edit] ✏️ Исправляется: { $title } · № { $number }
        [recall] 🗑 Удаляется у получателей: { $title } · № { $number }
        [pin] 📌 Закрепляется: { $title } · № { $number }
       *[unpin] 📍 Открепляется: { $title } · № { $number }
    }
mending-paused =
    { $kind ->
        [edit] ⏸ Исправление на паузе: { $title } · № { $number }
        [recall] ⏸ Отзыв на паузе: { $title } · № { $number }
        [pin] ⏸ Закрепление на паузе: { $title } · № { $number }
       *[unpin] ⏸ Открепление на паузе: { $title } · № { $number }
    }
mending-finished =
    { $kind ->
        [edit] ✏️ Исправлена: { $title } · № { $number }
        [recall] 🗑 Отозвана: { $title } · № { $number }
        [pin] 📌 Закреплена: { $title } · № { $number }
       *[unpin] 📍 Откреплена: { $title } · № { $number }
    }
mending-cancelled =
    { $kind ->
        [edit] ⏹ Исправление отменено: { $title } · № { $number }
        [recall] ⏹ Отзыв отменён: { $title } · № { $number }
        [pin] ⏹ Закрепление отменено: { $title } · № { $number }
       *[unpin] ⏹ Открепление отменено: { $title } · № { $number }
    }
mending-act =
    { $kind ->
        [edit] исправление: { $title }
        [recall] отзыв: { $title }
        [pin] закрепление: { $title }
       *[unpin] открепление: { $title }
    }
mending-of =
    { $kind ->
        [edit] ✏️ У тех, кто получил № { $number }, сообщение меняется на новое.
        [recall] 🗑 № { $number } удаляется у всех, кто её получил.
        [pin] 📌 № { $number } закрепляется у всех, кто её получил.
       *[unpin] 📍 № { $number } открепляется у всех, кто её получил.
    }
mending-done =
    { $kind ->
        [edit] ✅ Исправлено: { $count } из { $total }
        [recall] ✅ Удалено: { $count } из { $total }
        [pin] ✅ Закреплено: { $count } из { $total }
       *[unpin] ✅ Откреплено: { $count } из { $total }
    }
mending-gone = 🕳 Сообщения уже нет: { $count }
mending-late = ⌛️ Поздно, старше 48 ч: { $count }
mending-unknown = ❔ Могло дойти, но номер сообщения неизвестен: { $count }
mending-not-done =
    { $kind ->
        [edit] У кого не успели исправить до отмены, осталось прежнее сообщение; они считаются пропущенными.
        [recall] У кого не успели удалить до отмены, сообщение осталось; они считаются пропущенными.
        [pin] У кого не успели закрепить до отмены, закрепления нет; они считаются пропущенными.
       *[unpin] У кого не успели открепить до отмены, закрепление осталось; они считаются пропущенными.
    }
mending-failed = ❌ Почему не получилось:
mending-again = 🔁 Чтобы попробовать ещё раз, нажмите ту же кнопку в карточке № { $number }: дважды никто ничего не получит.
mending-cancel-sure =
    { $kind ->
        [edit]
            { NUMBER($count, useGrouping: 0) ->
                [one] ⏹ Отменить исправление «{ $title }»? У { NUMBER($count, useGrouping: 0) } получателя останется прежнее сообщение.
                [few] ⏹ Отменить исправление «{ $title }»? У { NUMBER($count, useGrouping: 0) } получателей останется прежнее сообщение.
               *[many] ⏹ Отменить исправление «{ $title }»? У { NUMBER($count, useGrouping: 0) } получателей останется прежнее сообщение.
            }
        [recall]
            { NUMBER($count, useGrouping: 0) ->
                [one] ⏹ Остановить отзыв «{ $title }»? У { NUMBER($count, useGrouping: 0) } получателя сообщение останется.
                [few] ⏹ Остановить отзыв «{ $title }»? У { NUMBER($count, useGrouping: 0) } получателей сообщение останется.
               *[many] ⏹ Остановить отзыв «{ $title }»? У { NUMBER($count, useGrouping: 0) } получателей сообщение останется.
            }
        [pin]
            { NUMBER($count, useGrouping: 0) ->
                [one] ⏹ Остановить закрепление «{ $title }»? У { NUMBER($count, useGrouping: 0) } получателя оно не появится.
                [few] ⏹ Остановить закрепление «{ $title }»? У { NUMBER($count, useGrouping: 0) } получателей оно не появится.
               *[many] ⏹ Остановить закрепление «{ $title }»? У { NUMBER($count, useGrouping: 0) } получателей оно не появится.
            }
       *[unpin]
            { NUMBER($count, useGrouping: 0) ->
                [one] ⏹ Остановить открепление «{ $title }»? У { NUMBER($count, useGrouping: 0) } получателя закрепление останется.
                [few] ⏹ Остановить открепление «{ $title }»? У { NUMBER($count, useGrouping: 0) } получателей закрепление останется.
               *[many] ⏹ Остановить открепление «{ $title }»? У { NUMBER($count, useGrouping: 0) } получателей закрепление останется.
            }
    }
mending-stopped =
    ⏹ Отменено: { $title }
    Что успели сделать, останется; у остальных всё как было.
reason-content-edit = Telegram не принимает новое сообщение. Отмените это исправление и пришлите другое из карточки рассылки.

correct = ✏️ Исправить
correct-how = ✏️ Пришлите сообщение, которое заменит «{ $title }» у всех, кто её получил. Способ отправки останется прежним.
correct-caption = 💬 Текст станет новой подписью, а фото или файл останется.
correct-caption-alone = ✏️ Само «{ $title }» останется: заменить его Telegram не даёт. Пришлите текст, и он станет подписью у всех, кто получил рассылку.
correct-buttons-alone = ✏️ Само «{ $title }» останется: заменить его Telegram не даёт. Изменить можно только кнопки под ним.
correct-here = 👉 Сейчас меняется: { $name }
correct-running = ⏸ Рассылка ещё идёт: она остановится, пока записывается, кто её уже получил, и сама продолжится с новым сообщением.
correct-cannot =
    ✏️ «{ $title }» нельзя исправить.
    { $why }
correct-buttons = 🔘 Другие кнопки
correct-buttons-how = 🔘 Пришлите кнопки, которые заменят нынешние, — как для черновика: «Текст - https://ссылка», каждый ряд с новой строки.
correct-compare = 👁 Было и будет
correct-meanwhile = ⚠️ Тем временем рассылку исправил другой админ, поэтому ничего не изменено. Ниже — то, что у людей сейчас; «Подтвердить» исправит уже это.
correct-above = ☝️ Выше — как сейчас у получателей, а под ним — как станет.
correct-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] Исправить у { NUMBER($count, useGrouping: 0) } получателя? Или пришлите другое сообщение взамен.
        [few] Исправить у { NUMBER($count, useGrouping: 0) } получателей? Или пришлите другое сообщение взамен.
       *[many] Исправить у { NUMBER($count, useGrouping: 0) } получателей? Или пришлите другое сообщение взамен.
    }
correct-sure-running =
    { NUMBER($count, useGrouping: 0) ->
        [one] Исправить? Пока её получил { NUMBER($count, useGrouping: 0) } человек. Или пришлите другое сообщение взамен.
        [few] Исправить? Пока её получили { NUMBER($count, useGrouping: 0) } человека. Или пришлите другое сообщение взамен.
       *[many] Исправить? Пока её получили { NUMBER($count, useGrouping: 0) } человек. Или пришлите другое сообщение взамен.
    }
correct-more = ✏️ Другое её сообщение
correct-not = Оставить как было
mending-message = сообщение { $number }
mending-refused = ⚠️ Telegram не принимает новое сообщение: «{ $detail }». Пришлите другое.
mending-unseen = ⚠️ Telegram не ответил, и показать «было и будет» не получилось. Кнопка «Было и будет» попробует ещё раз.

cannot-mend-not-sent = Её ещё не отправляли. Измените черновик.
cannot-mend-mending = Она сама исправляет другую рассылку: откройте карточку той.
cannot-mend-running = ⏳ Она ещё отправляется. Дождитесь конца или сначала остановите её.
cannot-mend-under-way = ⏳ Её уже исправляют, отзывают или закрепляют (№ { $number }). Дождитесь конца или отмените это.
cannot-mend-nobody = Её никто не получил, или номера сообщений неизвестны: делать нечего.
cannot-mend-pruned = Список её сообщений уже удалён (LEDGER_DAYS), и их номера неизвестны.
cannot-mend-other-bot = Её отправил другой бот, и этому её сообщения недоступны. Верните прежний токен, и всё получится.
cannot-mend-too-late = ⌛️ Вся она старше 48 часов, а такое Telegram не удаляет. Исправить её всё ещё можно.

cannot-edit-nothing-new = В новом сообщении то же, что и в прежнем. Пришлите другое.
cannot-edit-variants = У неё теперь другие языки или версии, чем при отправке. Откройте исправление заново.
cannot-edit-count = Сообщений в ней было другое число, и оно не изменится.
cannot-edit-items = В альбоме останется столько же файлов, сколько было. Пришлите альбом с тем же их числом.
cannot-edit-forwarded = Пересланное сообщение изменить нельзя. Можно отозвать его и отправить новое.
cannot-edit-paid = Отправленное за звёзды изменить нельзя. Можно отозвать его и отправить новое.
cannot-edit-poll = Опрос изменить нельзя. Можно отозвать его и отправить новый.
cannot-edit-copied = Скопированный список задач изменить нельзя. Можно отозвать его и отправить новый.
cannot-edit-kind = Одно в другое Telegram здесь не превратит. Пришлите сообщение того же рода: текст вместо текста, фото или видео вместо фото.
cannot-edit-medium = Голосовое, стикер, кружок и подобное останутся как есть: изменить можно только кнопки, а у голосового и подпись — пришлите её текстом.
cannot-edit-album-kind = В альбоме музыка останется музыкой, а документ — документом; фото и видео могут заменять друг друга.
cannot-edit-album-buttons = У альбома не бывает кнопок.

recall = 🗑 Отозвать
recall-stop = 🗑 Остановить и отозвать
recall-sure = 🗑 Удалить «{ $title }» у всех, кто её получил? Вернуть будет нельзя.
recall-stop-sure = 🗑 Остановить «{ $title }» и удалить её у всех, кто уже получил? Остальные её не получат. Вернуть будет нельзя.
recall-cannot = 🗑 «{ $title }» нельзя отозвать.
recall-all-until =
    { NUMBER($count, useGrouping: 0) ->
        [one] ⏱ Удалить можно у { NUMBER($count, useGrouping: 0) } получателя, если начать до { $moment }: то, что старше 48 часов, Telegram не удаляет.
        [few] ⏱ Удалить можно у всех { NUMBER($count, useGrouping: 0) } получателей, если начать до { $moment }: то, что старше 48 часов, Telegram не удаляет.
       *[many] ⏱ Удалить можно у всех { NUMBER($count, useGrouping: 0) } получателей, если начать до { $moment }: то, что старше 48 часов, Telegram не удаляет.
    }
recall-part = ⌛️ Если начать сейчас, ещё можно удалить { $count } из { $total }, начиная с самых старых; остальные старше 48 часов или станут такими, пока дойдёт очередь.
recall-takes = Это займёт примерно { $duration }.
recall-dice = 🎲 Кубик в личном чате бот может удалить только через сутки.
recall-yes = 🗑 Да, отозвать
recall-stop-yes = 🗑 Да, остановить и отозвать

pin = 📌 Закрепить
unpin = 📍 Открепить
pin-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] 📌 Закрепить «{ $title }» у { NUMBER($count, useGrouping: 0) } получателя? В личных чатах об этом никого не уведомляют.
        [few] 📌 Закрепить «{ $title }» у { NUMBER($count, useGrouping: 0) } получателей? В личных чатах об этом никого не уведомляют.
       *[many] 📌 Закрепить «{ $title }» у { NUMBER($count, useGrouping: 0) } получателей? В личных чатах об этом никого не уведомляют.
    }
pin-first = Из её сообщений закрепится первое.
pin-yes = 📌 Да, закрепить ({ $count })
unpin-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] 📍 Открепить «{ $title }» у { NUMBER($count, useGrouping: 0) } получателя? Само сообщение останется.
        [few] 📍 Открепить «{ $title }» у { NUMBER($count, useGrouping: 0) } получателей? Само сообщение останется.
       *[many] 📍 Открепить «{ $title }» у { NUMBER($count, useGrouping: 0) } получателей? Само сообщение останется.
    }
unpin-yes = 📍 Да, открепить

mended-line =
    { $kind ->
        [edit] ✏️ Исправление № { $number }, { $moment }: { $count } из { $total }
        [recall] 🗑 Отзыв № { $number }, { $moment }: { $count } из { $total }
        [pin] 📌 Закрепление № { $number }, { $moment }: { $count } из { $total }
       *[unpin] 📍 Открепление № { $number }, { $moment }: { $count } из { $total }
    }
mended-number = { $mark } № { $number }
mended-parent = ↩️ № { $number }

deletes-never = 🗑 Самоудаление: нет
deletes-after = 🗑 Удалится через { $duration }
deletes-how = 🗑 Через сколько рассылке удалить саму себя? Отсчёт начнётся, когда её получат все, и закончится не позже чем через 47 ч после запуска: то, что старше 48 ч, Telegram не удаляет.
deletes-dice = 🎲 Кубик в личном чате бот может удалить только через сутки: при выборе 1 ч или 12 ч он останется.
deletes-no = Не удалять
options-name-deletes = удалится через { $duration }
mended-deletes = 🗑 Удалится { $moment }
control-being-mended = ✏️ Сейчас записывается, у кого исправлять сообщение. Через мгновение рассылка продолжится сама.
notice-deletes-itself = 🗑 { $title }: время вышло, рассылка удаляется сама, как вы и выбрали. Это № { $number }.
