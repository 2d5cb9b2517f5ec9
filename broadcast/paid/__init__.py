"""Paid broadcasts: prices, budgets, the balance of Stars."""
