"""What a call asks of every nominee, for tests."""

DISTRICT = {
    "type": "single",
    "text": {"en": "District", "ko": "지역 구분", "ru": "Район", "kk": "Аудан"},
    "required": True,
    "options": [
        {"key": "o1", "text": {"en": "Rural", "ko": "농촌", "ru": "Сельский", "kk": "Ауылдық"}},
        {"key": "o2", "text": {"en": "Urban", "ko": "도시", "ru": "Городской", "kk": "Қалалық"}},
    ],
}
POST = {
    "type": "single",
    "text": {"en": "Is it a disability officer's post?"},
    "required": False,
    "options": [
        {"key": "o1", "text": {"en": "Yes"}},
        {"key": "o2", "text": {"en": "No"}},
    ],
}
