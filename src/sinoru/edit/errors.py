"""Why a file of a corpus was left as it is."""

from sinoru.model.errors import Diagnostic, SinoruError


class NotWritten(SinoruError):
    """A change that was refused; the file is as it was."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}; the file is as it was.")


class ChangedMeanwhile(NotWritten):
    """Somebody else wrote the file between our reading and our writing."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "it was changed by somebody else meanwhile")


class BrokenFile(SinoruError):
    """A file whose text cannot be read as YAML, so that no place in it can be trusted."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(str(fault))
        self.fault = fault
