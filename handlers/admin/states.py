"""The windows of the admins' dialogs. Their names stand in stored dialogs: rename none."""

from aiogram.fsm.state import State, StatesGroup


class Menu(StatesGroup):
    main = State()


class Compose(StatesGroup):
    message = State()  # waiting for the message to broadcast
    draft = State()  # the preview above, what to do with it below
    buttons = State()  # waiting for the lines that describe the buttons
    options = State()
    stars = State()  # waiting for the cap of a paid broadcast
    confirm = State()


class Browse(StatesGroup):
    list = State()
    card = State()
    questions = State()  # who is uncertain or failed
    again = State()  # send again to the uncertain, sure?


class Audience(StatesGroup):
    counts = State()
