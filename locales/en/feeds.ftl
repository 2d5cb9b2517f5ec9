repeats-feed = 📰 A feed
repeats-from-feed =
    { NUMBER($waiting, useGrouping: 0) ->
        [0] 📰 Its rounds say what is new in { $title }, { NUMBER($most, useGrouping: 0) } a day at most. Nothing is waiting.
        [one] 📰 Its rounds say what is new in { $title }, { NUMBER($most, useGrouping: 0) } a day at most. { NUMBER($waiting, useGrouping: 0) } new item is waiting.
       *[other] 📰 Its rounds say what is new in { $title }, { NUMBER($most, useGrouping: 0) } a day at most. { NUMBER($waiting, useGrouping: 0) } new items are waiting.
    }

feeds-how =
    📰 Send me the address of a feed (RSS, Atom or JSON Feed), or of a page that names one, such as shop.example/news.

    Each round then says what is new there. Where nothing is, the round is left out.
feeds-wrong = ⚠️ { $why } Send me another address.
feeds-found =
    📰 { $title }
    { $url }

    { NUMBER($count, useGrouping: 0) ->
        [0] It lists nothing yet.
        [one] It lists { NUMBER($count, useGrouping: 0) } item.
       *[other] It lists { NUMBER($count, useGrouping: 0) } items. Above you see how the newest would look; its words you can change afterwards.
    }
feeds-found-old = What it lists now counts as known and is not sent. What comes after that goes out with the next round, each item once.
feeds-use = ✅ Yes, send what is new
feeds-other = 🔗 Another address
feeds-now-used = ✅ Its rounds say what is new in this feed from now on.
feeds-now-read = 🔄 Read just now.
feeds-no-sample = It has no item yet that could be shown.
feeds-none = 📰 Its rounds say no feed any more: another admin has taken it away.
feeds-card =
    📰 { $title }
    { $url }

    New items that wait for a round: { NUMBER($waiting, useGrouping: 0) }
    At most a day: { NUMBER($most, useGrouping: 0) }. The newest go first; what has no room waits for the next rounds, up to a week.
    Read last: { $read }
feeds-unread = not yet
feeds-fails = ⚠️ It cannot be read since { $since }. { $why }
feeds-newest = 👀 Show the newest
feeds-read-now = 🔄 Read it now
feeds-template = ✏️ Words of an item
feeds-most = 🔢 { NUMBER($most, useGrouping: 0) } a day
feeds-without = 🗒 Leave my message out above
feeds-with = 🗒 Put my message above
feeds-remove = 🗑 Take it away
feeds-template-how =
    ✏️ Send me the words of an item, formatted as you like. What stands in braces is filled in:

    { "{" }title{ "}" } – its title
    { "{" }headline{ "}" } – its title, which leads to it
    { "{" }summary{ "}" } – its first words
    { "{" }link{ "}" } – its address
    { "{" }date{ "}" } – when it came out, on each reader’s clock
    { "{" }author{ "}" } – who wrote it
    { "{" }feed{ "}" } – what the feed calls itself
    { "{" }image{ "}" } – its picture, above the message; of several items the first one’s

    A line for which an item has nothing is left out. Just now the words are:

    { $words }
feeds-usual = ↩️ The usual words
feeds-mistake =
    { $mistake ->
        [empty] ⚠️ These words say nothing of an item. Put in { "{" }title{ "}" }, { "{" }headline{ "}" }, { "{" }summary{ "}" } or { "{" }link{ "}" }.
        [unknown] ⚠️ { "{" }{ $name }{ "}" }: no item has that. Below you see what there is. Names of your readers can stand in your message above the items.
        [near] ⚠️ { "{" }{ $name }{ "}" }: no item has that. Do you mean { "{" }{ $nearest }{ "}" }?
        [broken] ⚠️ { "{" }{ $name }{ "}" } is formatted by halves. Format all of it alike, the braces too, and send it again.
        [link] ⚠️ { "{" }{ $name }{ "}" } stands in a link, and is one itself. Take the link away, or put in { "{" }title{ "}" } instead.
       *[long] ⚠️ That makes an item too long. Please shorten it.
    }
feeds-most-how = 🔢 How many new items may go out a day at most?
feeds-remove-sure = 🗑 Take { $title } away? Its rounds then say what your message says. What has gone out stays.
feeds-remove-yes = 🗑 Yes, take it away
feeds-remove-no = No, keep it
feeds-gone = Its rounds say no feed any more.

feeds-why =
    { $why ->
        [address] That is no web address: one begins with http:// or https://, and has no name or password in it.
        [private] It leads into a private network, where I do not go unless OUTSIDE_PRIVATE allows it; to link-local addresses, never.
        [name] No server has that name. Is the address right?
        [unreachable] The server cannot be reached.
        [certificate] The server’s certificate is not valid.
        [time] The server does not answer in time.
        [size] It is larger than the 4 MB that I read. Many feeds have a shorter address.
        [redirects] The server leads on to an address that I cannot follow.
        [gone] The server says that this feed is gone for good (410).
        [http] The server answers { $status } instead of the feed.
        [page] There is a web page that names no feed. Look on it for RSS or Atom.
        [unreadable] What is there is neither RSS nor Atom nor JSON Feed.
        [entities] It declares entities of its own (a DOCTYPE with ENTITY), which I do not follow.
        [many] It lists more than the 5,000 items that I read. Many feeds have a shorter address.
        [heavy] Reading it takes too long, or too much room.
       *[broken] The server’s answer breaks off, or is none.
    }
feeds-fails-notice =
    📰 { $title } · #{ $number }: its feed { $feed } cannot be read. { $why }

    I keep trying, and tell you when it works again. What it lists by then goes out. If it has moved, give me its new address under 📰 A feed.
feeds-works-notice = 📰 { $title } · #{ $number }: its feed { $feed } can be read again.
