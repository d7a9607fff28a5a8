"""Files that cannot be read at all, each refused for one reason that can be told in one line."""

from championships.schemes.messages import message_of


class FileRefused(ValueError):
    """A file that is not read: `code` names the reason, `parameters` fill its words."""

    def __init__(self, code: str, **parameters: str) -> None:
        super().__init__(code)
        self.code = code
        self.parameters = parameters

    @property
    def message(self) -> str:
        """The reason in the reader's language, in one line."""
        return message_of(self.code, self.parameters)

    def __str__(self) -> str:
        return self.message
