from samgak.privacy.services.consents import consent, join_people, withdraw_consent
from samgak.privacy.services.erasures import ask_for_erasure, decide_erasure, record_erased
from samgak.privacy.services.purging import (
    mark_purpose_done,
    prove,
    purge_all_of,
    purge_what_is_due,
    retain,
    set_terms,
)
from samgak.privacy.services.vault import keep, keep_draft, read, read_list, rotate

__all__ = [
    "ask_for_erasure",
    "consent",
    "decide_erasure",
    "join_people",
    "keep",
    "keep_draft",
    "mark_purpose_done",
    "prove",
    "purge_all_of",
    "purge_what_is_due",
    "read",
    "read_list",
    "record_erased",
    "retain",
    "rotate",
    "set_terms",
    "withdraw_consent",
]
