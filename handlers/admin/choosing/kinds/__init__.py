"""The kinds of conditions: what each offers to tap, and how it reads what is typed."""
