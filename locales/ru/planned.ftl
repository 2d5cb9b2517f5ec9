compose-time = 🕰 Время
compose-send-then = 🕰 Запланировать
menu-planned = 🗓 Запланировано ({ NUMBER($count, useGrouping: 0) })
confirm-plan = 🕰 Да, в это время
confirm-type = ✍️ Чтобы не отправить случайно, напишите для подтверждения число получателей: { NUMBER($count, useGrouping: 0) }
confirm-mistyped = ⚠️ Число получателей не совпало, поэтому ничего не отправлено.
planned-goes = 🕰 Выйдет: { $time }.
planned-goes-past = ⚠️ Должно было выйти: { $time }. Выберите другое время.
planned-time-over = ⚠️ Это время уже прошло. Выберите другое.
planned-expired = ⚠️ К этому времени срок рассылки уже истечёт, и её никто не получит. Выберите время пораньше или срок попозже.

planned-countdown =
    ⏳ Выйдет через { $duration }: { $title } · № { $number }

    Пока никто её не получил. «Отменить» вернёт её в черновики.
planned-begins = 📣 Начинается: { $title } · № { $number }
planned-for =
    🕰 Запланировано: { $title } · № { $number }
    { $time }
planned-undone = ↩️ Не отправлено: { $title } · № { $number }. Это снова черновик.
planned-undo = ↩️ Отменить
planned-cancel-undo = ⏳ Рассылка ещё не началась. «Отменить» остановит её, и она снова станет черновиком:
planned-undo-done = ↩️ Отменено. Никто её не получил, это снова черновик.
planned-now = 🚀 Отправить сейчас
planned-at = 🕰 В другое время
planned-drop = 🗑 Не отправлять
planned-open = 🗓 Открыть
planned-edit = ✏️ Изменить
planned-too-late = Поздно: рассылка уже идёт или кто-то уже решил.
planned-gone = 🗑 Эту рассылку решили не отправлять.

planned-heading = ⌛️ Ещё не отправлено: { $title } · № { $number }
planned-why =
    { $why ->
        [nobody] По плану: { $time }, но под условия больше никто не подходит.
        [audience] По плану: { $time }, но { $missing ->
            [tag] метки { $name } больше нет
            [field] поля { $name } больше нет
            [topic] её темы больше нет
            [list] списка номеров больше нет
            [ledger] кто получил рассылку № { $name }, больше не известно
            [broadcast] рассылки № { $name } больше нет
           *[other] чего-то больше нет ({ $name })
        }, а от этого зависит, кому она предназначена.
        [forwards] По плану: { $time }, но это пересылка, а получателей для неё слишком много.
        [expired] По плану: { $time }, но её срок истёк, и получать её уже никому не нужно.
        [role] По плану: { $time }, но тот, кто её запланировал, больше не администратор.
        [restored] По плану: { $time }. С тех пор база восстановлена из резервной копии: возможно, рассылка уже вышла.
        [other-bot] По плану: { $time }. Токен теперь у другого бота, и эти подписчики могут его не знать.
        [fault] По плану: { $time }. Но во мне что-то сломалось; что именно, сказано в журнале.
       *[late] По плану: { $time }, но я тогда не работал.
    }
planned-what-now = Что с ней сделать?
planned-now-done = 🚀 Отправляется.
planned-now-nobody = Её никто не получит: под условия сейчас никто не подходит.
planned-now-cannot = В таком виде её не отправить: нажмите «Изменить», и в её окне будет сказано почему.
planned-now-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🚀 Отправить { $title } сейчас, { NUMBER($count, useGrouping: 0) } получателю?
        [few] 🚀 Отправить { $title } сейчас, { NUMBER($count, useGrouping: 0) } получателям?
        [many] 🚀 Отправить { $title } сейчас, { NUMBER($count, useGrouping: 0) } получателям?
       *[other] 🚀 Отправить { $title } сейчас, { NUMBER($count, useGrouping: 0) } получателям?
    }
planned-now-own = ⚠️ Она должна была прийти каждому, когда на его часах будет { $clock }. Если начать сейчас, все получат её сейчас, который бы час ни был у них.
planned-now-yes = ✅ Да, сейчас
planned-drop-sure = 🗑 Не отправлять { $title }? Её никто не получит, и вернуть её будет нельзя. («Изменить» вернёт её в черновики.)
planned-drop-yes = 🗑 Да, не отправлять
planned-drop-no = Нет, оставить
planned-moved = 🕰 Выйдет в новое время.

planned-title = 🗓 Запланировано, ближайшие сверху{ $paged ->
        [yes] { " " }(страница { $page } из { $pages })
       *[no] { "" }
    }
planned-empty = 🗓 Ничего не запланировано. У черновика есть кнопка «Время».
planned-row = { $time } · { $title }
planned-row-asked = ⚠️ { $time } · { $title }
planned-card =
    🗓 { $title } · № { $number }
    🕰 { $time }
    👤 Кто запланировал: { $name }
planned-waiting = 🗓 Запланировано рассылок: { NUMBER($count, useGrouping: 0) }. Они здесь: /admin, «Запланировано».
