"""All drafts there are, whoever began them."""
