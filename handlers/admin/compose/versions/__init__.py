"""The windows of a draft's versions A to D: which there are, who gets them, what decides."""
