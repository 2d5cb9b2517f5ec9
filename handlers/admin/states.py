"""The windows of the admins' dialogs. Their names stand in stored dialogs: rename none."""

from aiogram.fsm.state import State, StatesGroup


class Menu(StatesGroup):
    main = State()
    begin = State()  # a new broadcast though there is a draft, or go on with that?


class DraftWindows(StatesGroup):
    list = State()
    card = State()
    discard = State()  # sure?


class PlannedWindows(StatesGroup):
    list = State()
    card = State()
    start = State()  # now, sure?
    drop = State()  # nobody gets it, sure?


class RepeatWindows(StatesGroup):
    list = State()
    card = State()
    ahead = State()  # how long before is it shown?
    stop = State()  # sure?


class FeedWindows(StatesGroup):
    address = State()  # waiting for one
    found = State()  # what is there, and how its newest item looks
    card = State()
    template = State()  # waiting for the words of an item
    most = State()  # how many a day?
    remove = State()  # sure?


class RuleWindows(StatesGroup):
    how = State()  # how often?
    days = State()  # of the week
    month_day = State()
    nth = State()  # the first Monday, say
    custom = State()  # waiting for a rule of RFC 5545
    clock = State()  # at what time? waits for a typed one, too
    sure = State()  # in words, with the next dates


class TemplateWindows(StatesGroup):
    list = State()
    card = State()
    name = State()  # waiting for the name of a new one
    rename = State()
    remove = State()  # sure?


class LinkWindows(StatesGroup):
    list = State()
    name = State()  # waiting for the name of a new one
    card = State()
    rename = State()
    code = State()
    people = State()  # whom one of its figures counts
    tag = State()  # waiting for the tag of whoever comes by it
    delete = State()  # sure?
    others = State()  # codes that have no name


class PlaceWindows(StatesGroup):
    list = State()  # channels and groups that people ask to join
    card = State()
    greeting = State()  # waiting for its text


class SeriesWindows(StatesGroup):
    list = State()
    name = State()  # waiting for the name of a new one
    writing = State()  # waiting for its messages, one after the other
    wait = State()  # waiting for how long the next one waits, in words
    also = State()  # those too who had got all there was?
    card = State()
    rename = State()
    expiry = State()  # how late may a message be?
    start = State()  # sure? and those who are there already?
    existing = State()  # put them in now, sure?
    end = State()  # sure?
    delete = State()  # sure?
    steps = State()  # its messages
    step = State()
    replace = State()  # waiting for the message in the place of one
    buttons = State()  # waiting for the lines that describe its buttons
    step_wait = State()
    remove_step = State()  # sure?
    signals = State()  # what begins it, or ends it
    values = State()  # of the kind that is open


class Compose(StatesGroup):
    message = State()  # waiting for the message to broadcast
    draft = State()  # the preview above, what to do with it below
    messages = State()  # the list of them, waiting for the next one
    one_message = State()
    rich = State()  # waiting for the source of a rich message, or for files that it shows
    buttons = State()  # waiting for the lines that describe the buttons
    options = State()
    options_look = State()
    options_links = State()  # are clicks counted?
    options_hours = State()  # when it may go out, and how long it stays
    options_speed = State()
    languages = State()  # its versions
    new_language = State()  # which one?
    version = State()  # waiting for the first message of a language's version
    versions = State()  # A to D, which are tried against each other
    new_version = State()  # waiting for the message of the next one
    version_share = State()
    version_time = State()
    personal = State()  # what a text can say of its reader
    fallback = State()  # waiting for what to say where nothing is known
    test = State()  # for whom?
    stars = State()  # waiting for the cap of a paid broadcast
    deletion = State()  # after how many hours does it delete itself?
    confirm = State()
    discard = State()  # sure?


class Choosing(StatesGroup):
    main = State()  # both lists, and how many that are
    kinds = State()
    values = State()  # of the kind that is open; waits for typed ones too
    topic = State()
    segments = State()  # whose conditions?
    name = State()  # waiting for the name of a new segment


class MomentWindows(StatesGroup):
    quick = State()  # the usual ones
    other = State()  # waiting for one in words
    day = State()  # a calendar
    time = State()  # of the day
    sure = State()  # that one? or which of two


class PeopleWindows(StatesGroup):
    groups = State()  # of a window with several numbers: which?
    list = State()  # by name


class Browse(StatesGroup):
    list = State()
    card = State()
    questions = State()  # who has one of the outcomes, by name
    report = State()  # pictures, and the recipients as a file
    leavers = State()  # who left within a day of the launch, by name
    answers = State()  # how many chose each answer
    answered = State()  # who chose one of them
    newcomers = State()  # to those who came since, sure?
    versions = State()  # side by side; which one do those who wait get?
    version_sure = State()
    again = State()  # send again to the uncertain, or after all to the rest, sure?
    cancel = State()  # sure?


class InboxWindows(StatesGroup):
    list = State()  # after which broadcasts people wrote
    people = State()  # who wrote
    person = State()
    answer = State()  # waiting for the answer to one of them


class Mending(StatesGroup):
    correct = State()  # waiting for the message that takes the place of one that was sent
    buttons = State()  # waiting for the buttons that take the place of those that were sent
    compare = State()  # old and new above; sure?
    recall = State()  # delete it for everybody, sure?
    pin = State()  # sure?
    unpin = State()  # sure?


class TeamWindows(StatesGroup):
    list = State()
    remove = State()  # sure?


class SettingsWindows(StatesGroup):
    list = State()
    footer = State()  # waiting for the text below broadcasts
    leave_words = State()  # what the unsubscribe button says, by language
    leave_word = State()  # waiting for the words of one language
    autoreplies = State()  # what people are told who write, by language
    autoreply = State()  # waiting for the words of one language
    quiet_hours = State()  # waiting for the hours in which broadcasts stand still
    week_cap = State()  # how many broadcasts a week somebody may get


class OutsideWindows(StatesGroup):
    main = State()  # what programs from outside may do


class KeyWindows(StatesGroup):
    list = State()  # of the API
    name = State()  # waiting for the name of a new one
    make = State()  # what it may do, how often, for how long
    card = State()
    revoke = State()  # sure?


class TopicWindows(StatesGroup):
    list = State()
    one = State()
    name = State()  # waiting for the name of a new one, or for another name
    remove = State()  # sure?


class FieldWindows(StatesGroup):
    list = State()
    one = State()
    name = State()  # waiting for another name
    remove = State()  # sure?


class AddressWindows(StatesGroup):
    list = State()
    add = State()  # waiting for the address
    secret = State()  # shown once
    kinds = State()  # which events it gets
    card = State()
    renew = State()  # another secret, sure?
    remove = State()  # sure?


class NoticeWindows(StatesGroup):
    list = State()


class TesterWindows(StatesGroup):
    list = State()


class SegmentWindows(StatesGroup):
    list = State()
    one = State()
    name = State()  # waiting for another name
    remove = State()  # sure?


class TagWindows(StatesGroup):
    list = State()
    one = State()
    name = State()  # waiting for the name of a new one, or for another name
    whom = State()  # waiting for a segment or for ids
    sure = State()  # of everyone, or of a segment: sure?
    remove = State()  # sure?


class Audience(StatesGroup):
    counts = State()
