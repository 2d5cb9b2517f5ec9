"""What admins are told who asked for it: broadcasts begun and ended, many who leave, the week."""
