people-which = 👀 Кого показать?
people-who = 👀 Кто они
people-title = 👀 Подходят, начиная с № { $first }:
people-nobody = 👀 Сейчас никто не подходит.
