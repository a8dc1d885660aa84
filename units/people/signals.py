"""What is told of people to whoever writes to them or shows their names."""

from django.dispatch import Signal

# Accounts were written without being saved one by one.
people_written = Signal()
# ``codes``: one-time codes, just made, with their people.
codes_made = Signal()
# ``code``: with it its person has set a password; ``is_first`` where he had never signed in.
code_used = Signal()
