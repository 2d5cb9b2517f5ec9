"""When whom of a run may be sent to: quiet hours, time zones, and until when."""
