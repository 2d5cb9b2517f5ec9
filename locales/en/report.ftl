skipped-left = left before it was sent
skipped-erased = asked to be forgotten
skipped-merged = became another chat, which counts for itself
skipped-cancelled = the broadcast was cancelled first
recipients-thinned = The list of those who got it was deleted when it was old enough (LEDGER_DAYS); the number stays.
