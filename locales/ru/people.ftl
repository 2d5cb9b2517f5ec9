people-which = 👀 Кого показать?
people-who = 👀 Кто они
people-title = 👀 Подходят, начиная с № { $first }:
people-nobody = 👀 Сейчас никто не подходит.
people-recipients = 👥 Все, кто получит: { $count }
people-unwanted = 🔕 Не хотят эту тему: { $count }
people-other-languages = 🌍 все остальные: { $count }
people-nameless = ❔ Без { $field }: { $count }
