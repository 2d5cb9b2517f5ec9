options-links = 🔗 Clicks, UTM
options-links-title = 🔗 What is to be known of its links?
options-links-how = Counted links lead over { $host }: people see that address before they get to the page. Links to Telegram, mail addresses, web apps and the links of rich messages stay as they are, and nothing of them is counted.
options-links-person = By person means that the bot keeps who followed which link. /privacy says so to everybody, and whoever has their data deleted is forgotten here, too.
options-links-unable = Clicks cannot be counted here: for that, whoever runs the bot sets WEBHOOK_URL to a public https address.
options-links-utm = Behind each link stands utm_source=telegram, utm_medium=bot and utm_campaign={ $campaign }, so that the site’s own statistics know where people come from.
options-clicks-off = Count no clicks
options-clicks-total = Count clicks
options-clicks-person = Count clicks by person
options-utm-on = ✅ UTM marks
options-utm-off = ⬜️ UTM marks
options-name-clicks = clicks are counted
options-name-clicks-person = clicks are counted by person
options-name-utm = UTM marks
confirm-clicks =
    🔗 Its links lead over { $host }: people will see that address. { $by ->
        [person] Who follows which is counted.
       *[total] How often they are followed is counted, and not by whom.
    }
confirm-clicks-unable = 🔗 Nobody’s clicks will be counted: the bot’s WEBHOOK_URL is no public https address any more.

clicks-title =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🔗 Its links were followed { NUMBER($count, useGrouping: 0) } time:
       *[other] 🔗 Its links were followed { NUMBER($count, useGrouping: 0) } times:
    }
clicks-line = • { $url }: { $count }
clicks-line-people = • { $url }: { $count } (👤 { $people })
clicks-more =
    { NUMBER($count, useGrouping: 0) ->
        [one] … and { NUMBER($count, useGrouping: 0) } more link.
       *[other] … and { NUMBER($count, useGrouping: 0) } more links.
    }
clicks-who = 🔗 Who followed links
people-followed = 🔗 Followed a link: { $count }

privacy-clicks = • which links of some broadcasts you followed: these lead over the bot’s own server

link-gone = This link leads nowhere: it is incomplete, or too old. Please open it from its message once more, or ask whoever sent it to you.
link-later = One moment, please: the bot is just starting. This page tries again by itself.
