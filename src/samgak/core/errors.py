class RuleBroken(Exception):
    """An act the trade does not allow: a code for phrases.py and the values its sentence names."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return f"{self.code} {self.params}" if self.params else self.code
