admin-back = ⬅️ Back

menu-title =
    🗂 Your menu

    👥 Subscribers: { $subscribers }
menu-idle = Nothing is being sent.
menu-draft-waits =
    { $count ->
        [one] 📝 An unfinished draft waits for you.
       *[other] 📝 { NUMBER($count, useGrouping: 0) } unfinished drafts wait for you.
    }
menu-continue =
    { $count ->
        [one] 📝 Continue the draft
       *[other] 📝 Continue a draft ({ NUMBER($count, useGrouping: 0) })
    }
menu-begin =
    { $count ->
        [one] 📝 You have an unfinished draft: { $title }
       *[other] 📝 You have { NUMBER($count, useGrouping: 0) } unfinished drafts, the newest: { $title }
    }

    Go on with it, or begin a new one? A new one leaves it as it is.
menu-begin-new = ✏️ Begin a new one
menu-open = 🗂 Menu
menu-new = ✏️ New broadcast
menu-broadcasts = 📚 Broadcasts
menu-audience = 👥 Audience
menu-team = 🔑 Team
menu-refresh = 🔄 Refresh

audience-title = 👥 Your audience
audience-active = ✅ Subscribed: { $count }
audience-unsubscribed = 👋 Unsubscribed: { $count }
audience-blocked = 🚫 Blocked the bot: { $count }
audience-unreachable = 📵 Unreachable: { $count }
audience-deactivated = 👻 Deleted their account: { $count }
audience-languages = 🌍 Languages of the subscribed:
audience-language-unknown = unknown
audience-language-others = others: { $count }

browse-title = 📚 Broadcasts, newest first{ $paged ->
        [yes] { " " }(page { $page } of { $pages })
       *[no] { "" }
    }
browse-empty = 📚 Nothing has been broadcast yet.
browse-newer = ◀️ Newer
browse-older = Older ▶️
broadcast-number = #{ $number }
broadcast-named = #{ $number } { $title }
browse-row = { $mark } { $moment } · #{ $number } · { $title }
browse-row-again =
    { NUMBER($count, useGrouping: 0) ->
        [one] { $mark } { $moment } · #{ $number } · again · { NUMBER($count, useGrouping: 0) } person · { $title }
       *[other] { $mark } { $moment } · #{ $number } · again · { NUMBER($count, useGrouping: 0) } people · { $title }
    }
browse-row-rest =
    { NUMBER($count, useGrouping: 0) ->
        [one] { $mark } { $moment } · #{ $number } · the rest · { NUMBER($count, useGrouping: 0) } person · { $title }
       *[other] { $mark } { $moment } · #{ $number } · the rest · { NUMBER($count, useGrouping: 0) } people · { $title }
    }
card-watch = 📊 Show progress
card-message = 👁 Show message
card-message-refused = ⚠️ Telegram did not take the message for you. It says: “{ $detail }”
card-message-unseen = ⚠️ I could not show you the message: Telegram did not answer. Please try again.
card-options = ⚙️ { $options }
card-launched = 🚀 Launched { $moment } by { $name }
card-ended = 🏁 Ended { $moment }
moment-month =
    { $month ->
        [jan] Jan
        [feb] Feb
        [mar] Mar
        [apr] Apr
        [may] May
        [jun] Jun
        [jul] Jul
        [aug] Aug
        [sep] Sep
        [oct] Oct
        [nov] Nov
       *[dec] Dec
    }
moment-day = { $day } { $month }
moment-this-year = { $day } { $month }, { $time }
moment-other-year = { $day } { $month } { $year }, { $time }
questions-meaning = Uncertain means: the answer was lost, so the message may or may not have arrived.
questions-erased = somebody who asked to be forgotten
questions-back = ◀️ Previous
questions-more = Next ▶️

status-nothing = Nothing has been broadcast yet. /broadcast starts the first one.

control-pause = ⏸ Pause
control-resume = ▶️ Resume
control-cancel = ⏹ Cancel
control-paused = ⏸ Paused: { $title }
control-resumed = ▶️ Resumed: { $title }
control-cancelled =
    ⏹ Cancelled: { $title }
    Whoever has it already keeps it; nobody else will get it.
cancel-sure =
    { NUMBER($count, useGrouping: 0) ->
        [one] ⏹ Cancel “{ $title }”? { NUMBER($count, useGrouping: 0) } person who has not got it yet will not get it.
       *[other] ⏹ Cancel “{ $title }”? { NUMBER($count, useGrouping: 0) } people who have not got it yet will not get it.
    }
cancel-sure-doubts = 🔎 Nor will those about whom it is still being found out and whom it has not reached: { $count } at most.
cancel-yes = ⏹ Yes, cancel it
cancel-no = No, do not cancel
cancel-not = It was not cancelled.
control-none-running = Nothing is running, so there is nothing to pause.
control-none-paused = Nothing is paused, so there is nothing to resume.
control-none-unfinished = Nothing is running, so there is nothing to cancel.
control-which-pause = ⏸ Several broadcasts are running. Which one do you want to pause?
control-which-resume = ▶️ Several broadcasts are paused. Which one do you want to resume?
control-which-cancel = ⏹ Several broadcasts are under way. Which one do you want to cancel?
control-too-late = Too late: its state has changed in the meantime.

outdated-dialog = This button no longer works because its window was closed. Here is the menu.
outdated-elsewhere = This button no longer works because its window was closed. Go on in the one that is open; /admin opens the menu.
outdated-session = I was updated while this window was open, so it has closed. What you composed is kept: you find it in the menu.
outdated-broadcast = This broadcast no longer exists, or it has changed in the meantime.
outdated-launched = It is already on its way.

title-photo = a photo
title-video = a video
title-animation = an animation
title-document = a document
title-audio = an audio
title-voice = a voice message
title-sticker = a sticker
title-location = a place
title-venue = a place
title-contact = a contact
title-album = an album
title-forward = a forwarded message
title-other = a message
title-video-note = a video note
