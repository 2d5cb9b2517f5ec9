"""What a tap on a button outside the dialogs does: below progress, reports and news."""
