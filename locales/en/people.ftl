people-which = 👀 Whom would you like to see?
people-who = 👀 Who they are
people-title = 👀 Those who match, from no. { $first } on:
people-nobody = 👀 Nobody matches just now.
