CODES = (
    "empty_file",
    "file_too_large",
    "file_type_refused",
    "file_is_not_what_it_says",
    "file_damaged",
    "file_is_locked",
    "file_unpacks_too_large",
    "file_holds_an_archive",
    "file_has_macros",
    "picture_too_large",
    "file_infected",
    "scanner_unreachable",
)


class Refused(Exception):
    """The file may not be kept; `code` is one of CODES, `params` are what its sentence names."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params
