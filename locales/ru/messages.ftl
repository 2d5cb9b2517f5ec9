summary-everyone = 👥 Все
summary-now = сейчас
summary-messages =
    { NUMBER($count, useGrouping: 0) ->
        [one] { NUMBER($count, useGrouping: 0) } сообщение
        [few] { NUMBER($count, useGrouping: 0) } сообщения
        [many] { NUMBER($count, useGrouping: 0) } сообщений
       *[other] { NUMBER($count, useGrouping: 0) } сообщения
    }

compose-messages = 📚 Сообщения
messages-count = 📚 Сообщения: { $count } из { $most }. Люди получат их в этом порядке.
messages-next = ✏️ Пришлите следующее сообщение, и оно добавится в конец. Чтобы изменить то, что уже есть, нажмите на него.
messages-no-room = Чтобы изменить сообщение, нажмите на него.
messages-undo = ↩️ Отменить
messages-done = ✅ Готово
messages-one = 📚 Сообщение { $number } из { $count }: { $title }
messages-up = ⬆️ Выше
messages-down = ⬇️ Ниже
messages-remove = 🗑 Убрать
messages-full = ⚠️ Это сообщение не добавлено: в рассылке их может быть не больше десяти. Уберите или замените одно из них.
messages-second-poll = ⚠️ Этот опрос не взят: в черновике уже есть опрос, голоса которого считаются, и с двумя было бы не понять, где чьи. Пришлите анонимный опрос или сделайте отдельную рассылку.
messages-gone = ⚠️ Сообщения, которое нужно было заменить, в черновике уже нет, поэтому ничего не изменено.
