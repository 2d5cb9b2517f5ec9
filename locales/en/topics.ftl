settings-title = ⚙️ Your settings
settings-topics = What would you like to get? A tap turns it on or off.
settings-not-subscribed = You are not subscribed just now: /start subscribes you.
settings-language = 🌐 Language: { $language }
settings-leave = 🚪 Leave: send me nothing

topics-title =
    🗂 Topics

    People choose in /settings which of these they want. All are on until somebody turns one off. A broadcast has one topic or none.
owner-settings-topics = 🗂 Topics
topics-new = ➕ New topic
topics-full = There are ten topics, more people would not read. To add one, delete another.
topics-one =
    🗂 { $name }

    { NUMBER($unwanted, useGrouping: 0) ->
        [0] Nobody has turned it off.
        [one] { NUMBER($unwanted, useGrouping: 0) } subscriber has turned it off.
       *[other] { NUMBER($unwanted, useGrouping: 0) } subscribers have turned it off.
    }
topics-gone = This topic is not there any more: another owner has deleted it.
topics-rename = ✏️ Rename
topics-raise = ⬆️ Move up
topics-remove = 🗑 Delete
topics-remove-ask = Delete the topic { $name }? What people have chosen of it goes too. Drafts about it will have no topic.
topics-remove-yes = 🗑 Yes, delete it
topics-remove-no = No
topics-name-new = What is the new topic called? Send me the name: up to 64 characters, in the words of your readers.
topics-name-other = What shall it be called? Send me the new name: up to 64 characters. What people have chosen stays.
topics-bad = That is no name: it needs 1 to 64 characters of text.
topics-taken = There is a topic with this name already. Choose another one.
privacy-tags = And these words, by which the team sorts its subscribers: { $names }
