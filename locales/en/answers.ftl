answer-preview = 👀 This is a preview: it counts nothing. Whoever gets the message reads your answer here.
answer-share = { $answer } { $percent }%

leave-ask = 🔕 Shall I stop writing to you? One tap and it is done. /start brings it all back at any time; if you stay, just leave this as it is.
leave-topics = 🔕 What shall I go on sending you? A tap turns a topic on or off, and the last button ends it all. /start brings it back at any time.
leave-not-subscribed = You are not subscribed here, so there is nothing to leave.
leave-in-private = I have just asked you about it in our own chat.
leave-preview = 👀 This is a preview. Whoever gets the message can leave with this button.

card-answers = 🔘 Answers
answers-title =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🔘 { NUMBER($count, useGrouping: 0) } has answered ({ $share }% of those who got it):
       *[other] 🔘 { NUMBER($count, useGrouping: 0) } have answered ({ $share }% of those who got it):
    }
answers-line = • { $answer }: { $count } ({ $share }%)
answers-strangers =
    { NUMBER($count, useGrouping: 0) ->
        [one] ➕ { NUMBER($count, useGrouping: 0) } answer came from somebody with a forwarded copy, or from a group.
       *[other] ➕ { NUMBER($count, useGrouping: 0) } answers came from people with a forwarded copy, or from groups.
    }
answers-who =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🔘 { $answer }: { NUMBER($count, useGrouping: 0) } person
       *[other] 🔘 { $answer }: { NUMBER($count, useGrouping: 0) } people
    }
answers-nobody = None of them is subscribed any more.
answers-write = ✍️ Write to these
departed-line =
    { NUMBER($count, useGrouping: 0) ->
        [one] 🔕 { NUMBER($count, useGrouping: 0) } person left by its button.
       *[other] 🔕 { NUMBER($count, useGrouping: 0) } people left by its button.
    }
answers-write-to = ✍️ Write to: { $answer }
