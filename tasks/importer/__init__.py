"""From the official text of this document family to a plan."""
