language-name = English

start-new =
    Welcome, { $name }! 👋

    You are subscribed: when there is news, I will send it here. /stop ends it at any time, and /help shows what else I can do.
start-revived =
    Welcome back, { $name }! 👋

    You are subscribed again. /stop ends it at any time.
start-already =
    { $name }, you are on the list ✅ When there is news, I will send it here.
stop-left = You are unsubscribed: I will not send you anything any more. /start subscribes you again.
stop-not-subscribed = You are not subscribed, so there is nothing to stop. /start subscribes you.

claim-owner =
    👑 This bot is yours now: you are its owner.

    /admin opens your menu, /broadcast writes to all subscribers.

help-title =
    I send you news. These are the commands I understand:

    { $commands }
help-admin =
    And as an admin:

    { $commands }

command-start = subscribe to the news
command-stop = unsubscribe
command-settings = choose what you get
command-language = change the language
command-help = what I can do
command-privacy = what is stored about you
command-admin = the admins’ menu
command-broadcast = write to all subscribers
command-series = messages that come by themselves, one after the other
command-status = how the broadcast is going
command-pause = pause the running broadcast
command-resume = resume the paused broadcast
command-cancel = cancel the running broadcast

language-ask = Which language should I speak?
language-set = From now on I speak English with you.

privacy-text =
    This is stored about you, and nothing else:

    • the number of your chat, by which Telegram delivers
    • your first name and user name
    • your language, and your time zone if you chose one
    • which topics you turned off, and whether you are in the test group
    • when and through which link you subscribed, and whether you still are
    • which broadcasts reached you, how you voted in polls that are not anonymous, which answer buttons you tapped, and how you reacted
    • which series of messages you are in, and how far
    • the numbers of messages that you wrote to the bot after broadcasts, for ninety days: the team can read and answer them
privacy-use = It is used to send you the news, and shared with nobody. You can have all of it deleted.
privacy-use-told = It is used to send you the news. The team’s own servers are told when you subscribe, leave, or answer, with your name and number as far as the bot knows them; it is shared with nobody else. You can have all of it deleted: those servers are then told to forget you.
privacy-admin = As an admin: your numeric id is kept too, for as long as you are one, which broadcasts you launched, and which links to the team you made.
privacy-delete = Delete my data
privacy-delete-ask = Delete all that is stored about you? You will get no more news.
privacy-delete-yes = Yes, delete everything
privacy-delete-no = No, keep it
privacy-deleted = Done: nothing about you is stored any more. If you miss the news, /start subscribes you again.
privacy-deleted-admin = Done. Only your numeric id is kept, for as long as you are an admin of this bot. If you miss the news, /start subscribes you again.
privacy-kept = Nothing was deleted.

group-hello = Hello! I send news. An administrator of this group can send /start to get them here.
group-admins-only = Only the administrators of this group can do that. To get the news yourself, message me privately.
group-in-private = I only talk about that in private: open my profile and message me there.
group-untold = This group hides its members, so I cannot see who its administrators are. Make me an administrator (I need no rights) and send the command again.
place-started = ✅ The news will arrive here from now on. /stop ends it.
place-already = ✅ The news already arrives here. /stop ends it.
place-moved = ✅ From now on the news will arrive in this topic. /stop ends it.
place-direct = I cannot send news into a channel’s direct messages. To get them, open my profile and message me there.
place-stopped = No more news here. /start brings it back.
place-not-subscribed = This chat is not subscribed. /start subscribes it.

unknown-message = I only send news and cannot hold a conversation. /help shows what I can do.
unknown-button = This button does not work any more.

error-sorry = Sorry, something went wrong here. Please try again in a minute.
error-database = I could not save that just now. Please try again in a minute.
error-slow = There is so much to count that I gave up. Please try again in a minute.
