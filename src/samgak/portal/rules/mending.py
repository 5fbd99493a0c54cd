"""Where each guard of the life cycle is made true. Pure: names of pages."""

MENDED_AT = {
    "papers_are_screened": "demand:overview",
    "committee_has_approved": "demand:committee",
    "all_three_sides_take_part": "programmes:change_partners",
    "contributions_are_entered": "funding:contributions",
    "title_is_in_every_offered_language": "programmes:change_basics",
    "call_has_seats": "programmes:change_call",
    "course_information_is_published": "calls:desk",
    "call_has_begun": "programmes:change_call",
    "call_has_ended": "programmes:change_call",
    "people_are_nominated": "nominations:nominees",
    "selection_is_approved": "nominations:selection",
    "timetable_is_made": "timetable:timetable",
    "first_day_has_come": "programmes:change_basics",
    "last_day_has_come": "programmes:change_basics",
    "attendance_is_recorded": "attendance:overview",
    "certificates_are_issued": "certificates:certificates",
    "reports_are_valid": "reporting:reports",
}
