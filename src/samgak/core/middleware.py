from pghistory.middleware import HistoryMiddleware


class AuditMiddleware(HistoryMiddleware):
    """Gives the audit trail the user and the address of every request that writes."""
