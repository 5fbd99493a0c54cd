"""Which records lead to a person, and what becomes of each when the person is to be forgotten.

Every table that leads to a person stands in exactly one place here; a test finds those that do not.
"""

from collections.abc import Mapping

# Table -> the way from it to the person. Deleted bottom-up, in this order.
DELETED: Mapping[str, str] = {
    "actionplans.Evidence": "check_in__plan__participant__person",
    "actionplans.CheckIn": "plan__participant__person",
    "actionplans.PlanComment": "plan__participant__person",
    "actionplans.PlanVersion": "plan__participant__person",
    "actionplans.Adoption": "plan__participant__person",
    "actionplans.Dissemination": "plan__participant__person",
    "actionplans.ActionPlan": "participant__person",
    "secondments.LogEntry": "participant__person",
    "secondments.Output": "participant__person",
    "secondments.Assessment": "participant__person",
    "secondments.FinalReport": "participant__person",
    "nominations.Mark": "review__nomination__person",
    "nominations.Review": "nomination__person",
    "nominations.EligibilityFinding": "nomination__person",
    "nominations.EarlierRecord": "nomination__person",
    "nominations.OtherSpelling": "person",
    "applications.AnswerFile": "application__person",
    "correspondence.Letter": "person",
}
# The row stays for the counts, without what tells who it is.
BLANKED: Mapping[str, str] = {
    "places.Answer": "participant__person",
    "places.Appeal": "nomination__person",
    "applications.ApplicationStep": "application__person",
    "applications.Application": "person",
    "nominations.WorkbookRow": "nomination__person",
    "nominations.Override": "nomination__person",
    "nominations.Nomination": "person",
    "participants.Participant": "person",
    "participants.Person": "pk",
}
BLANKS: Mapping[str, Mapping[str, object]] = {
    "places.Answer": {"reason": "–"},
    "places.Appeal": {"words": "–"},
    "applications.ApplicationStep": {"reason": "–"},
    "applications.Application": {
        "answers": {},
        "supervisor_name": "",
        "supervisor_email": "",
        "search_text": "",
    },
    "nominations.WorkbookRow": {
        "findings": [],
        "changes": {},
        "values": {},
        "passport_name": "",
        "native_name": "",
    },
    "nominations.Override": {"reason": "–"},
    "nominations.Nomination": {
        "organisation": "–",
        "position_held": "",
        "languages": {},
        "own_answers": {},
        "state_reason": "",
        "search_text": "",
    },
    "participants.Participant": {
        "state_reason": "",
        "certificate_native_name": "",
        "certificate_passport_name": "",
    },
}
# Kept: the register of certificates by its nature, proofs, and what counts without a name.
KEPT: Mapping[str, str] = {
    "certificates.Certificate": "participant__person",
    "privacy.Consent": "person",
    "privacy.ErasureRequest": "person",
    "privacy.VaultItem": "person",
    "nominations.SelectionLine": "nomination__person",
    "places.Promotion": "seat__person",
    "attendance.AttendanceRecord": "participant__person",
    "discussions.Vote": "participant__person",
    "learning.ReadingMark": "participant__person",
    "practice.TeamMember": "participant__person",
    "surveys.Answered": "participant__person",
    "surveys.Sitting": "participant__person",
}
WAYS: Mapping[str, str] = {**BLANKED, **DELETED, **KEPT}
# What was done with the account, written under the person's name.
AUTHORED: Mapping[str, str] = {
    "discussions.Post": "author",
    "discussions.Statement": "author",
    "discussions.Commitment": "drafted_by",
    "practice.PracticeCase": "applicant",
    "practice.ServiceScore": "scorer",
    "learning.CountryReport": "handed_in_by",
}
# What the link of an application hands out: the link is all that its holder proves.
OF_AN_APPLICANT = (
    "participants.Person",
    "applications.Application",
    "applications.ApplicationStep",
    "applications.AnswerFile",
    "privacy.Consent",
    "privacy.ErasureRequest",
)
