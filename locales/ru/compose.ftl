compose-send-message =
    ✏️ Пришлите сообщение для рассылки.

    Подойдёт текст с любым оформлением, фото, видео, анимация, документ, аудио, голосовое или видеосообщение, стикер, опрос, место или контакт. Прежде чем что-либо уйдёт, вы увидите его таким, каким его получат люди.
compose-send-replacement = ✏️ Пришлите сообщение на замену. Кнопки и параметры сохранятся.
compose-leave = ✖️ Не надо
compose-left = Хорошо. Ничего не написано и не сохранено.
compose-discarded = 🗑 Черновик удалён.
compose-kept = 📝 Черновик сохранён: к нему можно вернуться в любое время.
compose-discard-sure = 🗑 Удалить этот черновик? Вернуть его будет нельзя.
compose-discard-yes = 🗑 Да, удалить
compose-discard-no = Нет, оставить

compose-draft = 👆 Вот что получат люди. Что дальше?
compose-refused =
    ⚠️ Telegram не принимает это сообщение. Его ответ: «{ $detail }»

    Замените сообщение или измените кнопки.
compose-refused-you =
    ⚠️ Telegram не даёт показать вам это сообщение:

    { $detail }

    Если дело в вас или ваших настройках (скажем, вы не принимаете голосовые), другие его всё равно получат. Если же дело в самом сообщении, рассылка остановится сама.
compose-send-anyway = 🚀 Всё равно разослать
compose-unseen = ⚠️ Не удалось показать сообщение: Telegram не ответил. Попробуйте ещё раз.
poll-hint-counted = 🗳 Каждый голосует в своём отдельном опросе и не видит там чужих голосов. В отчёте они сложены вместе.
poll-hint-anonymous = 🗳 Каждый голосует в своём отдельном опросе и не видит там чужих голосов. Опрос анонимный, поэтому в отчёте голосов не будет: чтобы их видеть, создайте неанонимный.
poll-hint-untold = ℹ️ Telegram не сообщает ботам, перемешаны ли варианты, скрыты ли результаты до конца и можно ли добавлять варианты: в рассылку это не попадёт.
poll-hint-closes = ⏰ Опрос закроется { $moment }; после этого его никто не получит.
poll-lost-close-date = ⚠️ Срок опроса уже прошёл или вот-вот пройдёт: люди получат его без срока.
poll-lost-closed = ⚠️ Этот опрос закрыт: люди получат открытый.
poll-lost-members-only = ⚠️ Условие «только давние участники» не сохранится: Telegram допускает его лишь в каналах.
poll-lost-countries = ⚠️ Ограничение по странам не сохранится: Telegram допускает его лишь в каналах.
poll-lost-media = ⚠️ В опросе есть файл, который боты отправить не могут: люди получат опрос без него.
compose-options-on = ⚙️ { $options }
compose-buttons = 🔘 Кнопки
compose-options = ⚙️ Параметры
compose-send-test = 🧪 Отправить себе
compose-send-now = 🚀 Разослать
compose-show-again = 🔄 Показать ещё раз
compose-replace = ✏️ Заменить
compose-discard = 🗑 Удалить

compose-note-test-sent = 🧪 Проба выше: её получили только вы.
compose-note-test-refused = ⚠️ Telegram не дал отправить вам пробу. Возможно, дело в вас или ваших настройках: другие могут получить сообщение и так.
compose-note-test-failed = ⚠️ Не удалось отправить пробу. Попробуйте ещё раз.
compose-note-tap-replace = ℹ️ Черновик не изменился. Чтобы поставить на его место другое сообщение, сначала нажмите «Заменить».
compose-note-edited = ✏️ Вы изменили своё сообщение, а с ним и черновик.
compose-note-edit-unusable = ⚠️ В новом виде ваше сообщение разослать нельзя: черновик остался прежним.
compose-note-live = 📍 Трансляция геопозиции уйдёт как место, где она была в момент отправки. Двигаться оно не будет.
compose-note-slash = ℹ️ Такой команды у меня нет, поэтому я принял это за сообщение для рассылки.
compose-note-nobody = ⚠️ Никто не подписан, поэтому ничего не отправлено.

compose-cannot-album = ⚠️ Альбомы пока нельзя разослать. Пришлите одно сообщение.
compose-cannot-empty = ⚠️ Это сообщение пустое. Пришлите такое, в котором что-то есть.
compose-cannot-quiz = ⚠️ Telegram не сообщает правильный ответ этой викторины. Создайте новую здесь, в этом чате, а не пересылайте.
compose-cannot-dice = ⚠️ Кубик у каждого выпадет по-своему, поэтому показать, что получат люди, нельзя.
compose-cannot-rich = ⚠️ Сообщения с расширенной разметкой пока нельзя разослать. Пришлите обычное.
compose-cannot-paid = ⚠️ Платные медиа нельзя скопировать. Пришлите само фото или видео.
compose-cannot-story = ⚠️ Истории нельзя скопировать. Пришлите обычное сообщение.
compose-cannot-other = ⚠️ Такие сообщения пока нельзя разослать. Пришлите обычное.

buttons-how =
    🔘 Пришлите кнопки, каждую с новой строки:

    Текст - https://link
    Слева - https://one.example | Справа - https://two.example

    Через | кнопки встанут рядом. Одно тире уберёт все кнопки.
buttons-present =
    Сейчас они такие:

    { $lines }
buttons-remove = 🗑 Убрать все
buttons-mistakes =
    ⚠️ Ничего не изменено:

    { $lines }
buttons-line = Строка { $number }: { $mistake }
buttons-mistake-no-link = должно быть так: «Текст - https://link»
buttons-mistake-no-text = перед ссылкой нет текста
buttons-mistake-long-text = текст длиннее 64 символов
buttons-mistake-bad-link = ссылка должна быть полной и начинаться с https://, http:// или tg://
buttons-mistake-long-row = в ряду больше 8 кнопок
buttons-mistake-too-many = всего больше 100 кнопок

options-title = ⚙️ Как отправить?
options-silent-on = ✅ Без звука
options-silent-off = ⬜️ Без звука
options-protected-on = ✅ Без пересылки и сохранения
options-protected-off = ⬜️ Без пересылки и сохранения
options-no-preview-on = ✅ Без превью ссылки
options-no-preview-off = ⬜️ Без превью ссылки
options-urgent-on = ✅ Срочно: раньше других рассылок
options-urgent-off = ⬜️ Срочно: раньше других рассылок
options-paid-on = ✅ Платно: быстрее за звёзды
options-paid-off = ⬜️ Платно: быстрее за звёзды
options-cap = 💫 Не больше { NUMBER($cap, useGrouping: 0) } ⭐
options-when-spent-free = 🐢 Когда кончатся: дальше бесплатно
options-when-spent-pause = ⏸ Когда кончатся: пауза
options-unpayable = 💫 Это сообщение нельзя оплатить: Telegram не берёт звёзды за пересылку и за копирование нескольких сообщений сразу.
options-name-silent = без звука
options-name-protected = без пересылки и сохранения
options-name-no-preview = без превью ссылки
options-name-urgent = срочно
options-name-paid = платно, не больше { NUMBER($cap, useGrouping: 0) } ⭐

stars-how =
    💫 Сколько звёзд может стоить эта рассылка самое большее? Нажмите на число или пришлите своё, от 1 до 1000000.

    Telegram отправляет до 1000 сообщений в секунду по 0,1 звезды за каждое. Первые 30 в каждую секунду бесплатны, а за недоставленные платить не нужно. Платные рассылки включаются в @BotFather.
stars-bad-cap = ⚠️ Пришлите целое число от 1 до 1000000.

confirm-unseen = ⚠️ Вы не видели, каким это сообщение получат люди.
confirm-question =
    { NUMBER($recipients, useGrouping: 0) ->
        [0] 🚀 Никто не подписан: отправлять некому.
        [one] 🚀 Отправить { NUMBER($recipients, useGrouping: 0) } получателю? Это займёт примерно { $duration }.
        [few] 🚀 Отправить { NUMBER($recipients, useGrouping: 0) } получателям? Это займёт примерно { $duration }.
        [many] 🚀 Отправить { NUMBER($recipients, useGrouping: 0) } получателям? Это займёт примерно { $duration }.
       *[other] 🚀 Отправить { NUMBER($recipients, useGrouping: 0) } получателям? Это займёт примерно { $duration }.
    }
confirm-launch = ✅ Подтвердить
confirm-paid = 💫 Это будет стоить примерно { NUMBER($cost, useGrouping: 0) } ⭐, но не больше { NUMBER($cap, useGrouping: 0) } ⭐. Без звёзд это заняло бы примерно { $slow }.
confirm-balance = 💰 Баланс: { NUMBER($balance, useGrouping: 0) } ⭐
confirm-balance-unknown = ⚠️ Telegram сейчас не сообщает баланс звёзд. Пока не сообщит, рассылка идёт с бесплатной скоростью.
confirm-short-cap = ⚠️ Отправить всё быстро стоило бы { NUMBER($wanted, useGrouping: 0) } ⭐: больше, чем вы разрешили.
confirm-short-balance = ⚠️ Отправить всё быстро стоило бы { NUMBER($wanted, useGrouping: 0) } ⭐: больше, чем есть на балансе.
confirm-then-free = Когда звёзды кончатся, рассылка пойдёт с бесплатной скоростью.
confirm-then-pause = Когда звёзды кончатся, рассылка встанет на паузу.
confirm-unpayable = ℹ️ Это сообщение нельзя оплатить, поэтому оно пойдёт с бесплатной скоростью.
