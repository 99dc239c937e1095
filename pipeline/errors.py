"""What can go wrong, and what to do about it.

Every error that a user can cause is one of these: a sentence that says what is wrong and what to do. `cli` prints the
sentence and exits with 2. Anything else that is raised is a bug, and shows its traceback.
"""


class CopydeskError(Exception):
    """A sentence for the user: what is wrong, and what to do about it."""


class UnreadableDraft(CopydeskError):
    """A draft that can't be read: not there, not text, broken, or too large."""


class BadConfiguration(CopydeskError):
    """A key, a value or a file of the house that can't be used."""


class BadDecisions(CopydeskError):
    """A decisions file that can't be read."""


class UnknownName(CopydeskError):
    """A check, a stage or a format that isn't there."""


class EngineUnavailable(CopydeskError):
    """An engine that isn't installed or doesn't answer; the sentence says how to have it."""


class Refused(CopydeskError):
    """Something that would have lost or damaged a user's text, and wasn't done."""


class ExportFailed(CopydeskError):
    """An export that could not be made; the sentence says what in the draft is in the way."""


class ValidatorUnavailable(CopydeskError):
    """A validator that isn't installed; the sentence says how to have it."""
