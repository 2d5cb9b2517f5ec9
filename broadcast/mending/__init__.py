"""What goes on in a run that edits, deletes or pins what another one has sent."""
