from tests.workers import empty_queue

__all__ = ["empty_queue"]
