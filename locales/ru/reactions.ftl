reactions-line = 👍 Реакции: { $reactions }
reactions-custom = другие эмодзи
reactions-paid = Stars
reactions-further = и ещё { $count }
