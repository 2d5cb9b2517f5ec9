notice-address-fails =
    📮 Events do not arrive: for an hour { $url } has taken none. { $why }
    I keep trying, and nothing is lost meanwhile. After three days I switch the address off. You find it in ⚙️ Settings → 🔌 From outside.
notice-address-off =
    📮 I post no more events to { $url }. { $why }
    What is waiting goes when you switch it on again: ⚙️ Settings → 🔌 From outside.

outside-why = { $why ->
        [address] It is not a web address: one begins with http:// or https://, and has no name or password in it.
        [private] It leads into a private network, where I do not go unless OUTSIDE_PRIVATE allows it.
        [name] No server has that name.
        [unreachable] The server cannot be reached.
        [certificate] The server's certificate is not valid.
        [time] The server does not answer in time.
        [size] The server answers with more than I read.
        [redirects] The server leads on to an address that I cannot follow.
        [gone] The server answered 410: it wants no more of them.
        [http] The server answers { $status } instead of a success.
       *[broken] The server's answer breaks off, or is none.
    }
