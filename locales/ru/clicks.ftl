options-links = 🔗 Клики, UTM
options-links-title = 🔗 Что узнать о ссылках?
options-links-how = Ссылки с подсчётом идут через { $host }: этот адрес люди увидят, прежде чем попадут на страницу. Ссылки на Telegram, адреса почты, веб-приложения и ссылки в rich-сообщениях остаются как есть и не считаются.
options-links-person = «По людям» значит, что бот хранит, кто по какой ссылке перешёл. Об этом всем говорит /privacy, а вместе с данными человека удаляется и это.
options-links-unable = Клики здесь посчитать нельзя: для этого тот, кто запускает бота, задаёт в WEBHOOK_URL публичный адрес https.
options-links-utm = К каждой ссылке добавится utm_source=telegram, utm_medium=bot и utm_campaign={ $campaign }: так статистика сайта узнает, откуда пришли люди.
options-clicks-off = Не считать клики
options-clicks-total = Считать клики
options-clicks-person = Считать клики по людям
options-utm-on = ✅ UTM-метки
options-utm-off = ⬜️ UTM-метки
options-name-clicks = с подсчётом кликов
options-name-clicks-person = с подсчётом кликов по людям
options-name-utm = UTM-метки
confirm-clicks =
    🔗 Ссылки идут через { $host }: люди увидят этот адрес. { $by ->
        [person] Считается, кто по какой перешёл.
       *[total] Считается, сколько раз по ним перешли, но не кто.
    }
confirm-clicks-unable = 🔗 Клики считаться не будут: WEBHOOK_URL бота больше не публичный адрес https.

clicks-title = 🔗 Переходов по ссылкам: { NUMBER($count, useGrouping: 0) }
clicks-line = • { $url }: { $count }
clicks-line-people = • { $url }: { $count } (👤 { $people })
clicks-more = … и ещё ссылок: { NUMBER($count, useGrouping: 0) }.
clicks-who = 🔗 Кто перешёл по ссылкам
people-followed = 🔗 Перешли по ссылке: { $count }

privacy-clicks = • по каким ссылкам некоторых рассылок вы перешли: они идут через сервер самого бота

link-gone = Эта ссылка никуда не ведёт: она неполная или устарела. Откройте её ещё раз из сообщения или спросите того, кто её прислал.
link-later = Минутку: бот как раз запускается. Страница сама попробует ещё раз.
