"""Why a file is refused, as those who look inside say it; tasks.evidence.checking finds the words."""


class NotThis(Exception):
    """The content is of another kind than the name says."""


class Locked(Exception):
    """A password protects it."""


class Active(Exception):
    """It can run something, or fetch something from elsewhere."""


class TooMuch(Exception):
    """It is more than can be checked."""
