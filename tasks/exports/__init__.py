"""The plan in other programs' formats."""
