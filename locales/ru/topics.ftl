settings-title = ⚙️ Ваши настройки
settings-topics = Что вам присылать? Нажмите, чтобы включить или выключить.
settings-not-subscribed = Сейчас вы не подписаны. Подписаться: /start.
settings-language = 🌐 Язык: { $language }
settings-leave = 🚪 Отписаться от всего
