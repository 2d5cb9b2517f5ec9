reactions-line = 👍 Reactions: { $reactions }
reactions-who = 👍 Who reacted
reactions-custom = other emoji
reactions-paid = Stars
reactions-further = and { $count } more
