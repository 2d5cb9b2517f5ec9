settings-title = ⚙️ Your settings
settings-topics = What would you like to get? A tap turns it on or off.
settings-not-subscribed = You are not subscribed just now: /start subscribes you.
settings-language = 🌐 Language: { $language }
settings-leave = 🚪 Leave: send me nothing any more
