title-live-photo = a live photo
title-dice = a dice
title-copy = a copied message
dice-hint = 🎲 It falls anew for everybody, so people see other numbers than you.
copy-hint = 📎 Bots cannot write such a message, so it is copied out of this chat each time. Do not delete yours before everybody has got it, or the broadcast stops there.
