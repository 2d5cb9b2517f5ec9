# Texts about mending what was sent: corrections, taking it back, pins.

skipped-expired = not before its end
skipped-gone = the message is not there any more
skipped-late = older than 48 hours
skipped-unknown = the number of the message is not known
