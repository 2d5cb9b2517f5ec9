"""Where subscribers come from, as admins are told of it."""
