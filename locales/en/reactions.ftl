reactions-line = 👍 Reactions: { $reactions }
reactions-custom = other emoji
reactions-paid = Stars
reactions-further = and { $count } more
