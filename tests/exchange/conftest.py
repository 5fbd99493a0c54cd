from tests.demonstration import demonstration

__all__ = ["demonstration"]
