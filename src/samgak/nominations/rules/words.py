"""Words for sex and language level in the eight languages, and what cells say for "nothing"."""

import re
from collections.abc import Mapping

from samgak.participants.folding import folded, key, options

LEVELS = ("poor", "fair", "good", "excellent")  # from low to high
SEXES = ("F", "M")
CEFR = {
    "a1": "poor",
    "a2": "poor",
    "b1": "fair",
    "b2": "good",
    "c1": "excellent",
    "c2": "excellent",
}
CEFR_TOKEN = re.compile(r"\b([abc][12])\b")

# Each line: English, Korean, Russian, Kazakh, Kyrgyz, Uzbek (Latin, Cyrillic), Tajik, Turkmen.
LEVEL_WORDS = {
    "poor": """
        poor | basic | beginner | elementary | weak | limited | low | none | no knowledge | very poor
        초급 | 기초 | 미흡 | 하 | 부족 | 못함
        плохо | слабо | слабый | слабое | начальный | начальное | базовый | базовое | элементарный
        низкий | со словарем | не владею | не владеет | начинающий
        нашар | әлсіз | бастапқы | төмен | білмейді | сөздікпен
        начар | алсыз | баштапкы | төмөн | билбейт | сөздүк менен
        yomon | sust | boshlangʻich | past | zaif | bilmaydi | ёмон | суст | бошланғич | паст
        бад | заиф | ибтидоӣ | намедонад | паст
        erbet | pes | gowşak | başlangyç | bilmeýär
        """,
    "fair": """
        fair | intermediate | average | moderate | medium | satisfactory | middle | pre intermediate
        중급 | 보통 | 중
        удовлетворительно | удовлетворительный | удовл | средне | средний | среднее
        орта | орташа | қанағаттанарлық
        орто | орточо | канааттандырарлык | канааттандыраарлык
        oʻrta | oʻrtacha | qoniqarli | ўрта | ўртача | қониқарли
        миёна | қаноатбахш | қаноаткунанда
        orta | ortaça | kanagatlanarly
        """,
    "good": """
        good | upper intermediate | well | strong
        양호 | 좋음 | 중상 | 잘함
        хорошо | хороший | хорошее | выше среднего
        жақсы
        жакшы
        yaxshi | яхши
        хуб | нағз
        gowy | ýagşy | oňat
        """,
    "excellent": """
        excellent | fluent | fluently | advanced | native | native speaker | mother tongue | perfect
        고급 | 우수 | 탁월 | 유창 | 유창함 | 상 | 최상 | 원어민 | 모국어 | 매우 우수
        отлично | отличный | отличное | свободно | свободный | свободное | свободное владение
        в совершенстве | родной | родной язык | продвинутый | владею свободно | носитель
        өте жақсы | еркін | үздік | ана тілі | ана тілім | жетік
        эң жакшы | абдан жакшы | мыкты | эркин | эне тили | эне тилим
        aʼlo | juda yaxshi | erkin | mukammal | ona tili | аъло | эркин | жуда яхши | она тили
        аъло | озод | озодона | олӣ | хеле хуб | забони модарӣ
        ajaýyp | örän gowy | erkin | ene dili | kämil
        """,
}
SEX_WORDS = {
    "F": """
        f | female | woman | w | ms | mrs | miss | f female
        여 | 여성 | 여자
        ж | жен | женский | женщина | женск | женского пола | госпожа | г жа
        әйел | ә | қыз
        аял | аялзат | кыз
        ayol | xotin | аёл | qiz
        зан | занона | ҷинси зан
        aýal | zenan
        """,
    "M": """
        m | male | man | mr | m male
        남 | 남성 | 남자
        м | муж | мужской | мужчина | мужск | мужского пола | господин | г н
        ер | еркек | ер адам | ұл
        эркек | эр
        erkak | эркак | oʻgʻil
        мард | мардона | ҷинси мард
        erkek
        """,
}
NOTHING = """
    x | n a | na | none | no | never | nil | not applicable
    없음 | 무 | 해당없음 | 해당 없음
    нет | не было | не обучался | не обучалась | не проходил | не проходила | отсутствует | н д
    жоқ | болған жоқ | өтпеген
    жок | болгон жок | өткөн эмес
    yoʻq | yuq | boʻlmagan | йўқ | бўлмаган
    не | надорад | набуд | нест
    ýok | bolmady | geçmedi
    """
LEVEL_FILLERS = frozenset(
    folded("level уровень деңгей деңгейі деңгээл daraja даража сатҳ dereje cefr").split()
)


def _meanings(table: Mapping[str, str]) -> dict[str, str]:
    return {key(word): meaning for meaning, lines in table.items() for word in options(lines)}


LEVEL_OF = _meanings(LEVEL_WORDS)
SEX_OF = _meanings(SEX_WORDS)
NOTHING_KEYS = frozenset(map(key, options(NOTHING)))
BLANK_MARKS = frozenset("-‐‑‒–—−_./\\ ")


def level_of(text: str, *, answers: Mapping[str, str]) -> str | None:
    """One of LEVELS for a word or a CEFR level, None when it must be asked about.

    `answers` are words already asked about, with the level each means.
    """
    meant = {key(word): level for word, level in answers.items()} if answers else {}
    whole = key(text)
    if known := meant.get(whole) or LEVEL_OF.get(whole):
        return known
    words = folded(text)
    marks = set(CEFR_TOKEN.findall(words))
    if len(marks) != 1:
        return None
    level = CEFR[marks.pop()]
    rest = [word for word in CEFR_TOKEN.sub(" ", words).split() if word not in LEVEL_FILLERS]
    return level if not rest or LEVEL_OF.get("".join(rest)) == level else None


def sex_of(text: str) -> str | None:
    """F or M for a word of any of the languages, None when it must be asked about."""
    return SEX_OF.get(key(text))


def is_left_blank(text: str) -> bool:
    """Whether the cell holds no more than dashes, dots or strokes."""
    return BLANK_MARKS.issuperset(text)


def says_nothing(text: str) -> bool:
    """Whether the cell is left blank or holds a word for "none"."""
    return is_left_blank(text) or key(text) in NOTHING_KEYS
