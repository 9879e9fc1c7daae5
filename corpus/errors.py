"""Errors that the user can mend. Everything else is a bug and keeps its traceback.

UserError                   one line for each fault: what, where, what to do; exit status 1
├── LibraryError            a library or document that is missing, unknown or badly described
│   └── NoDocuments         a library without any
├── SettingError            a setting with an impossible value
├── InputError              a question, batch file or test set that cannot be used
├── PeopleError             accounts, conversations or feedback that cannot be used as they are
├── ModelError              a model that is missing, or whose weights are not the expected ones
└── StoreError              an index that cannot be used as it is
    ├── IndexMissing        none has been built
    ├── IndexDamaged        a file of it is absent, cut short or changed
    └── IndexForeign        it was built from other documents, settings or another encoder

Some have kinds of their own where they arise, as `NothingAsked` is an InputError.
"""


class UserError(Exception):
    """A fault that the user can mend.

    Args:
        *faults: one line each, saying what is wrong, where, and what to do.
    """

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class LibraryError(UserError):
    """A library or document is missing, unknown or badly described."""


class NoDocuments(LibraryError):
    """There is such a library, and nothing in it."""


class SettingError(UserError):
    """A setting has an impossible value."""


class InputError(UserError):
    """A question, batch file or test set cannot be used."""


class PeopleError(UserError):
    """Accounts, conversations or feedback cannot be used as they are."""


class ModelError(UserError):
    """A model is missing, or its weights are not the expected ones."""


class StoreError(UserError):
    """An index cannot be used as it is."""


class IndexMissing(StoreError):
    """No index has been built."""


class IndexDamaged(StoreError):
    """A file of the index is absent, cut short or changed."""


class IndexForeign(StoreError):
    """The index was built from other documents, settings or another encoder."""


def first_line(error: Exception) -> str:
    r"""The first line of what a library's error says; its type where it says nothing.

    >>> first_line(OSError("no such model\nfurther hints")), first_line(KeyError())
    ('no such model', 'KeyError')
    """
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
