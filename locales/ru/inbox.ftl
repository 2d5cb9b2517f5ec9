inbox-kept = ✉️ Спасибо! Команда это прочитает, и ответ придёт сюда.
inbox-too-much = Слишком много сообщений сразу: следующие до команды не дойдут. Продолжите, пожалуйста, через минуту.

menu-replies = ✉️ Ответы читателей{ $some ->
        [yes] { " " }({ $count })
       *[no] { "" }
    }
replies-title = ✉️ Что люди написали после ваших рассылок{ $paged ->
        [yes] { " " }(страница { $page } из { $pages })
       *[no] { "" }
    }
replies-waiting =
    { NUMBER($count, useGrouping: 0) ->
        [one] Ответа ждёт { NUMBER($count, useGrouping: 0) } человек.
        [few] Ответа ждут { NUMBER($count, useGrouping: 0) } человека.
        [many] Ответа ждут { NUMBER($count, useGrouping: 0) } человек.
       *[other] Ответа ждут { NUMBER($count, useGrouping: 0) } человека.
    }
replies-none = Ответа никто не ждёт.
replies-row = № { $number } · 👥 { NUMBER($count, useGrouping: 0) } · { $title }
replies-everybody = 👥 Все, кто писал
replies-after = ✉️ Написали после рассылки № { $number } и ждут ответа{ $paged ->
        [yes] { " " }(страница { $page } из { $pages })
       *[no] { "" }
    }
replies-all = ✉️ Все, кто писал, сначала новые{ $paged ->
        [yes] { " " }(страница { $page } из { $pages })
       *[no] { "" }
    }
replies-person-waits = ✉️ { NUMBER($count, useGrouping: 0) } · { $name } ({ $id })
replies-person-done = ✅ { $name } ({ $id })
replies-person = 💬 { $name }
replies-person-waiting =
    { NUMBER($count, useGrouping: 0) ->
        [1] ✉️ Ответа ждёт одно сообщение, оно пришло { $moment }.
        [one] ✉️ Ответа ждёт { NUMBER($count, useGrouping: 0) } сообщение, последнее пришло { $moment }.
        [few] ✉️ Ответа ждут { NUMBER($count, useGrouping: 0) } сообщения, последнее пришло { $moment }.
        [many] ✉️ Ответа ждут { NUMBER($count, useGrouping: 0) } сообщений, последнее пришло { $moment }.
       *[other] ✉️ Ответа ждут { NUMBER($count, useGrouping: 0) } сообщения, последнее пришло { $moment }.
    }
replies-person-answered = ✅ Ответ: { $name }, { $moment }.
replies-person-held = ✍️ Ответ уже пишет { $name }, с { $moment }.
replies-show = 👀 Показать сообщения
replies-earlier = 👀 Показать более ранние
replies-answer = ↩️ Ответить
replies-take-over = ↩️ Ответить самому
replies-settle = ☑️ Ответ не нужен
replies-settled = ☑️ На то, что пришло до сих пор, ответ не нужен.
replies-faster = Другой админ опередил вас и уже пишет ответ. В окне видно, кто.
replies-overtaken = ⚠️ Пока вы писали, за ответ взялся другой админ, поэтому ваш не отправлен.
replies-how = ↩️ Пришлите ответ для { $name }. Он придёт с цитатой последнего сообщения. Всё, что вы пришлёте, уйдёт сразу: текст, фото, голосовое сообщение …
replies-never-mind = ↩️ Не сейчас
replies-sent = ✅ Ответ доставлен.
replies-blocked = ⚠️ Ответ не дошёл: человек заблокировал бота.
replies-refused = ⚠️ Telegram не принял ответ. Он пишет: «{ $detail }»
replies-unanswered = ⚠️ Telegram не сообщил, дошёл ли ответ. Прежде чем отправлять его снова, подождите немного: возможно, вам напишут.
replies-wait = ⚠️ Telegram просит бота подождать, поэтому ответ не отправлен. Попробуйте ещё раз через минуту.
replies-unseen = ⚠️ Не удалось показать сообщения: Telegram не ответил. Попробуйте ещё раз.
replies-not-shown = ⚠️ Не показано: { $count }. Автор удалил эти сообщения, или Telegram не даёт их копировать.
replies-gone = Человек попросил удалить свои данные: от того, что он писал, ничего не осталось.

owner-settings-autoreply = ✉️ Ответы читателей
autoreply-title = ✉️ Кто напишет боту после рассылки, тому раз в день говорится, что сообщение принято. Нажмите на язык, чтобы изменить эти слова.
autoreply-line = { $language }: { $words }
autoreply-how =
    ✉️ Пришлите текст, который увидит человек. Форматирование сохранится.

    Сейчас он такой:

    { $words }
autoreply-unusable = ⚠️ Так не получится: пришлите текст не длиннее { $most } символов.
autoreply-remove = 🗑 Обычные слова
autoreply-no-group = 🗂 Отвечать можно и из группы: включите в ней темы, сделайте бота администратором с правом управлять темами и отправьте там /inbox. У каждого человека будет своя тема.
autoreply-group = 🗂 Сообщения людей копируются в группу { $title }, а ответы админов оттуда уходят обратно.
autoreply-group-off = 🚫 Больше не копировать в группу
