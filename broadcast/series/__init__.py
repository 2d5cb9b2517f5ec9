"""Series at work: one timer hands people over to the runs of their steps."""
