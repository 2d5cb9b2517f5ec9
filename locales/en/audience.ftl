outdated-segment = This segment is no longer there: somebody has deleted it.
