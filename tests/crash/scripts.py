"""What a life of the engine sets out to do: verbs of tests/crash/life.py, one after the other."""

Script = tuple[str, ...]

SEND: Script = ("launch", "finish", "rest")
PAUSE: Script = ("launch", "some", "pause", "finish")
RESUME: Script = ("launch", "some", "pause", "rest", "resume", "finish")
CANCEL: Script = ("launch", "some", "cancel", "finish")
EXPIRE: Script = ("launch", "some", "expire", "finish")
DECIDE: Script = ("launch", "finish", "decide", "rest")
CONFIRM: Script = ("confirm", "finish", "rest")
BY_API: Script = ("launch_by_api", "finish", "rest")
FLOOD: Script = ("ban", "launch", "finish")
TAKE_BACK: Script = ("launch", "some", "recall", "rest")
CORRECT: Script = ("launch", "some", "correct", "finish", "rest")
EVENTS: Script = ("launch", "finish", "posted", "rest")
ENROL: Script = ("enrol", "all_steps", "rest")
HOLD_UP: Script = ("enrol", "hold_up", "all_steps")
REPEAT: Script = ("see_round", "rest")
CLEAN_END: Script = ("launch", "some", "drain")

# later lives
GO_ON: Script = ("launch", "finish", "drain")
DECIDED: Script = ("launch", "finish", "decide", "drain")
TAKEN_BACK: Script = ("launch", "some", "recall", "drain")
CORRECTED: Script = ("launch", "some", "correct", "finish", "drain")
POSTED: Script = ("launch", "finish", "posted", "drain")
ENROLLED: Script = ("enrol", "all_steps", "drain")
REPEATED: Script = ("see_round", "drain")
WATCH: Script = ("rest", "drain")
RESUMED: Script = ("resume", "finish", "drain")
CANCELLED: Script = ("cancel", "finish", "drain")
