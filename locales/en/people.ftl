people-which = 👀 Whom would you like to see?
people-who = 👀 Who they are
people-title = 👀 Those who match, from no. { $first } on:
people-nobody = 👀 Nobody matches just now.
people-recipients = 👥 Everybody who gets it: { $count }
people-unwanted = 🔕 Do not want this topic: { $count }
people-other-languages = 🌍 everybody else: { $count }
people-nameless = ❔ Without { $field }: { $count }
