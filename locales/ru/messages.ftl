summary-everyone = 👥 Все
summary-now = сейчас
summary-messages =
    { NUMBER($count, useGrouping: 0) ->
        [one] { NUMBER($count, useGrouping: 0) } сообщение
        [few] { NUMBER($count, useGrouping: 0) } сообщения
        [many] { NUMBER($count, useGrouping: 0) } сообщений
       *[other] { NUMBER($count, useGrouping: 0) } сообщения
    }
