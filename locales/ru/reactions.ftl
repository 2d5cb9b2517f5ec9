reactions-line = 👍 Реакции: { $reactions }
reactions-who = 👍 Кто поставил реакцию
reactions-custom = другие эмодзи
reactions-paid = Stars
reactions-further = и ещё { $count }
