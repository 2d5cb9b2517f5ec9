answer-preview = 👀 Это предпросмотр, здесь ничего не считается. Получатели увидят тут ваши слова.
answer-share = { $answer } { $percent } %

leave-ask = 🔕 Больше вам не писать? Достаточно одного нажатия. Вернуться можно в любой момент: /start. Если остаётесь, ничего не нажимайте.
leave-topics = 🔕 Что вам присылать дальше? Нажмите на тему, чтобы включить или выключить её; последняя кнопка отписывает от всего. Вернуться можно в любой момент: /start.
leave-not-subscribed = Вы здесь не подписаны, так что и отписываться не от чего.
leave-in-private = Я только что спросил вас об этом в нашем с вами чате.
leave-preview = 👀 Это предпросмотр. Получатели смогут отписаться этой кнопкой.

card-answers = 🔘 Ответы
answers-title = 🔘 Ответили: { NUMBER($count, useGrouping: 0) } ({ $share } % получивших)
answers-line = • { $answer }: { $count } ({ $share } %)
answers-strangers =
    { NUMBER($count, useGrouping: 0) ->
        [one] ➕ { NUMBER($count, useGrouping: 0) } ответ пришёл из пересланной копии или из группы.
        [few] ➕ { NUMBER($count, useGrouping: 0) } ответа пришли из пересланных копий или из групп.
       *[many] ➕ { NUMBER($count, useGrouping: 0) } ответов пришло из пересланных копий или из групп.
    }
answers-who =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🔘 { $answer }: { NUMBER($count, useGrouping: 0) } человек
        [few] 🔘 { $answer }: { NUMBER($count, useGrouping: 0) } человека
       *[many] 🔘 { $answer }: { NUMBER($count, useGrouping: 0) } человек
    }
answers-nobody = Никто из них больше не подписан.
answers-write = ✍️ Написать им
departed-line = 🔕 Отписались кнопкой под сообщением: { NUMBER($count, useGrouping: 0) }
answers-write-to = ✍️ Написать: { $answer }
