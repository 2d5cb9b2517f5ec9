outside-events = 📮 Events

events-title =
    📮 Events

    When something happens I post it to the addresses below: somebody joins, leaves, answers, a broadcast begins, pauses or ends. It is for your own programs, a shop’s server say; how they check that a post is mine is in docs/events.md.
events-add = ➕ Add an address
events-full = ⚠️ There are ten addresses, more there may not be. To add one, remove another.
events-how = Send me the address, such as https://shop.example/herald. Use https: what is posted names people.
events-wrong = ⚠️ { $why } Send me another one.
events-secret =
    🔑 This is the secret by which your program knows that a post is mine. I show it this once:

    { $secret }
events-secret-gone = The secret was shown. If you have not kept it, make a new one on the address’s card.
events-copy = 📋 Copy
events-go-on = Go on
events-kinds-title =
    { $url }

    Which events shall be posted there? A tap turns one on or off.
events-kind = { $kind ->
        [joined] somebody joins
        [left] somebody leaves
        [blocked] somebody blocks the bot, or is gone
        [launched] a broadcast is launched
        [paused] a broadcast pauses
        [finished] a broadcast ends
        [answer] somebody taps an answer
       *[reply] somebody writes after a broadcast
    }
events-done = Done
events-card =
    📮 { $url }

    Events: { $kinds } of { $of }
    Delivered: { $delivered }
    Waiting: { $waiting }
events-taken = The last one was taken: { $moment }
events-given-up = Given up: { $count } (the oldest of more than { $most } that waited, or refused for a day while others were taken)
events-fails = ⚠️ It has taken nothing since { $moment }. { $why } I keep trying, nothing is lost meanwhile. After three days I switch it off.
events-off = ⏸ It is switched off since { $moment }. What happens now is not kept for it; what was waiting goes when you switch it on again.
events-off-why = It took nothing before. { $why }
events-nothing-wanted = No events are chosen: nothing is posted.
events-choose = 🗂 Which events
events-test = 🧪 Send a test event
events-tested = ✅ It took the test event.
events-test-failed = ⚠️ It did not take the test event. { $why }
events-new-secret = 🔑 New secret
events-renew-ask = Make a new secret for { $url }? The old one stops signing at once: until your program knows the new one it takes my posts for somebody else’s. I try them again, nothing is lost.
events-renew-yes = 🔑 Yes, make a new one
events-switch-off = ⏸ Switch off
events-switch-on = ▶️ Switch on again
events-remove = 🗑 Remove
events-remove-ask =
    { NUMBER($waiting, useGrouping: 0) ->
        [0] Remove { $url }?
        [one] Remove { $url }? { NUMBER($waiting, useGrouping: 0) } event that waits goes, too.
       *[other] Remove { $url }? { NUMBER($waiting, useGrouping: 0) } events that wait go, too.
    }
events-remove-yes = 🗑 Yes, remove it
events-no = No
events-gone = This address is not there any more: another owner has removed it.

notice-address-fails =
    📮 Events do not arrive: for an hour { $url } has taken none. { $why }
    I keep trying, and nothing is lost meanwhile. After three days I switch the address off. You find it in ⚙️ Settings → 🔌 From outside.
notice-address-off =
    📮 I post no more events to { $url }. { $why }
    What is waiting goes when you switch it on again: ⚙️ Settings → 🔌 From outside.

outside-why = { $why ->
        [address] It is not a web address: one begins with http:// or https://, and has no name or password in it.
        [private] It leads into a private network, where I do not go unless OUTSIDE_PRIVATE allows it; to link-local addresses, never.
        [name] No server has that name.
        [unreachable] The server cannot be reached.
        [certificate] The server’s certificate is not valid.
        [time] The server does not answer in time.
        [size] The server answers with more than I read.
        [redirects] The server leads on to an address that I cannot follow.
        [gone] The server answered 410: it wants no more of them.
        [http] The server answers { $status } instead of a success.
       *[broken] The server’s answer breaks off, or is none.
    }

