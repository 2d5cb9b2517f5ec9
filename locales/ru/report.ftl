skipped-left = подписка прекращена до отправки
skipped-erased = данные удалены по просьбе
skipped-merged = чат стал другим чатом, который учтён сам по себе
skipped-cancelled = рассылка отменена до отправки
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
