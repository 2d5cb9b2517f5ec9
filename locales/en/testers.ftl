testers-title =
    🧪 Test group

    Whoever is in it gets a draft before everybody else when its author taps “Send test” and then “Me and the group”. They need not be subscribed.
testers-nobody = Nobody is in it yet. Make a link and give it to somebody.
testers-links =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🔗 { NUMBER($count, useGrouping: 0) } link is open.
       *[other] 🔗 { NUMBER($count, useGrouping: 0) } links are open.
    }
testers-invite = 🔗 Make a link
testers-revoke = 🚫 Revoke the open links
testers-remove = ✖️ Remove: { $name }
testers-full = There is room for twenty, open links included. Remove somebody, or revoke the open links.
testers-give =
    🧪 Whoever opens this link first joins the test group:

    { $link }

    It works once, until { $moment }. Send it to that person directly.

tester-welcome = 🧪 You are in the test group now: you will see some messages here before everybody else does, and some that nobody else gets. You are not subscribed by it: /start does that.
tester-leave = ✖️ Leave the test group
tester-left = You are no longer in the test group and get no test messages.
tester-link-ended = This link does not work any more: each works once, and for a day. Ask whoever gave it to you for a new one.
tester-joined = 🧪 { $name } has opened your link and is in the test group now. If that is not who you gave it to, remove them: /admin, Team, Test group.

test-ask = 🧪 Who gets the test?
test-me = 👤 Only me
test-group = 👥 Me and the group ({ NUMBER($count, useGrouping: 0) })
test-sent-group = 🧪 The test is above. Of the test group, { $got } of { $count } got it, too.
test-missed-gone = ⚠️ { $name } did not get it: they have blocked the bot.
test-missed-refused = ⚠️ { $name } did not get it: Telegram refused this message for them.
test-missed-unanswered = ⚠️ { $name } may not have got it: Telegram gave no clear answer.
