cleaning-gone = 🧹 Silent ones found to be gone: { $count }
cleaning-goes-on = 🧹 The silent ones are being asked, unseen, whether they are still there: { $asked } so far, and { $gone } of them are gone.
cleaning-ended = 🧹 The silent ones were asked, unseen, whether they are still there: { $asked } in all, and { $gone } of them are gone.
