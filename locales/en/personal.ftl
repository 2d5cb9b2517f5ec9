# Texts that say something of their reader.

compose-personal = 👤 Personal
personal-how = 👤 A text can say something of its reader. Tap a field to copy it, and put it into your message, a button or a button’s link: everybody reads their own. After a | stands what to say where nothing is known: { "{" }first_name|friend{ "}" }.
personal-fields = Fields beside first name and user name come from the columns of a list that was imported.
personal-preview = The preview shows what this reader gets:
personal-typical = Typical
personal-typical-on = ✅ Typical
personal-longest = Longest
personal-longest-on = ✅ Longest
personal-empty = Nothing known
personal-empty-on = ✅ Nothing known
personal-long-text =
    ⚠️ For whoever has the longest values, the text is { NUMBER($count, useGrouping: 0) } { NUMBER($count, useGrouping: 0) ->
        [one] character
       *[other] characters
    } too long for Telegram: they would not get it. Shorten it.
personal-long-button =
    ⚠️ For whoever has the longest values, a button’s text is { NUMBER($count, useGrouping: 0) } { NUMBER($count, useGrouping: 0) ->
        [one] character
       *[other] characters
    } longer than the 64 that fit on a screen.

placeholder-unknown = ⚠️ { "{" }{ $name }{ "}" }: there is no such field. There are: { $other }. To show the braces themselves, write them twice.
placeholder-near = ⚠️ { "{" }{ $name }{ "}" }: there is no such field. Do you mean { "{" }{ $other }{ "}" }? To show the braces themselves, write them twice.
placeholder-broken = ⚠️ { "{" }{ $name }{ "}" } is formatted by halves. Format all of it alike, the braces too, and send it again.
placeholder-link = ⚠️ { "{" }{ $name }{ "}" } stands in a link inside the text, and nothing can be filled in there. Put that link on a button: there it works.
placeholder-poll = ⚠️ { "{" }{ $name }{ "}" } stands in a poll, and a poll is the same for everybody. Take it out, or say it in a message before the poll.
placeholder-code = ⚠️ { "{" }{ $name }{ "}" } stands in code, where nothing can be filled in. Write the code with tags instead, <code>…</code>, or send it outside of code.
placeholder-in-button = there is no such field; “Personal” shows which there are

confirm-nameless =
    ❔ { NUMBER($count, useGrouping: 0) } of the subscribers { NUMBER($count, useGrouping: 0) ->
        [one] has
       *[other] have
    } no { $field }, and the text does not say what to write then: it will have a gap.
confirm-anyway = ✅ Send anyway
confirm-fallback = ✏️ Say something else instead
fallback-ask =
    ✏️ What should stand there for { NUMBER($count, useGrouping: 0) } { NUMBER($count, useGrouping: 0) ->
        [one] subscriber
       *[other] subscribers
    } without { $field }? Send me a word or a few, “friend” for example.
fallback-bad = ⚠️ This cannot stand there: it must be one line of at most 64 characters without braces and |.
