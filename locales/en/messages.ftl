summary-everyone = 👥 Everyone
summary-now = now
summary-messages =
    { NUMBER($count, useGrouping: 0) ->
        [one] { NUMBER($count, useGrouping: 0) } message
       *[other] { NUMBER($count, useGrouping: 0) } messages
    }
