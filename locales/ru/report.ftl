skipped-left = подписка прекращена до отправки
skipped-erased = данные удалены по просьбе
skipped-merged = чат переехал, новый учтён отдельно
skipped-cancelled = рассылка отменена до отправки
skipped-topic = эта тема выключена
recipients-thinned = Список тех, кто получил сообщение, удалён за давностью (LEDGER_DAYS); число осталось.
card-report = 📈 Отчёт
report-file = 📄 Получатели (CSV)
recipients-file = 📄 Этих — файлом (CSV)
file-coming = ⏳ Готовлю файл, он придёт ниже сам. Миллион получателей — это минута-другая.
file-one-at-a-time = ⏳ Предыдущий файл ещё готовится. Пожалуйста, по одному.
file-caption =
    { NUMBER($count, useGrouping: 0) ->
        [one] 📄 № { $number }: { NUMBER($count, useGrouping: 0) } получатель
        [few] 📄 № { $number }: { NUMBER($count, useGrouping: 0) } получателя
        [many] 📄 № { $number }: { NUMBER($count, useGrouping: 0) } получателей
       *[other] 📄 № { $number }: { NUMBER($count, useGrouping: 0) } получателя
    }
file-part = Часть { $part } из { $parts }
file-not-made = ⚠️ Не удалось записать файл о № { $number }: возможно, на диске нет места. Попробуйте ещё раз; причина — в журнале бота.
file-not-sent = ⚠️ Telegram не принял файл о № { $number }. Нажмите ещё раз чуть позже.
report-deliveries = 📊 Доставка по времени
report-growth = 🌱 Рост
report-sources = 🔗 Источники
picture-failed = ⚠️ Не удалось нарисовать картинку. Причина — в журнале бота.
picture-too-slow = ⚠️ Машина сейчас слишком занята, чтобы рисовать. Попробуйте чуть позже.
picture-nothing = Рисовать нечего: ответов ещё нет или рассылка старше таких отчётов.
picture-nobody = Пока никто не подписался, рисовать нечего.
picture-not-sent = ⚠️ Telegram не принял картинку. Попробуйте чуть позже.
picture-deliveries = № { $number }: доставка по времени
picture-growth = Рост аудитории
picture-sources = Откуда приходят подписчики
picture-a-minute = в минуту
picture-a-day = в день
picture-sent = Отправлено
picture-blocked = Заблокировали бота
picture-unreachable = Недоступны
picture-failed-ones = Не удалось
picture-uncertain = Под вопросом
picture-subscribed = Подписаны
picture-came = Пришли
picture-gone = Отписались или заблокировали
picture-here = Остались
picture-left = Отписались
picture-lost = Заблокировали или пропали
picture-no-source = без источника
picture-other-sources = другие источники
report-messages = ✉️ Сколько получили каждое сообщение:
report-message = { $number }. { $count }
report-versions = 🌍 Сколько получили каждую версию:
report-version = • { $name }: { $count } из { $total }
report-version-default = для всех остальных
report-leavers = 👋 Ушли за сутки: { $count }, из них заблокировали бота: { $blocked }
report-leavers-so-far = 👋 Пока ушли: { $count }, из них заблокировали бота: { $blocked } (рассылка началась { $duration } назад)
report-leavers-usual = В обычный день: { NUMBER($usual, useGrouping: 0, maximumFractionDigits: 1) }
report-leavers-who = 👋 { $count }
leavers-title = 👋 Кто ушёл за сутки после запуска и не вернулся:
