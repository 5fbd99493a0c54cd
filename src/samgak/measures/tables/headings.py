"""Words by which headings of the eight languages name what belongs to a person."""

import re

from samgak.measures.tables.table import folded

NAME, PASSPORT, NATIONAL_ID, E_MAIL, TELEPHONE, BIRTH_DATE, ADDRESS = (
    "name",
    "passport",
    "national-id",
    "e-mail",
    "telephone",
    "birth-date",
    "address",
)
# What does not name a person alone, but may together: sex, age, and so on.
TRAIT = "trait"

# A word, or several in a row, whole; "*" allows an ending. Separated by "|".
_LISTS = {
    NAME: """
        full name | first name | last name | family name | given name | surname | patronymic |
        applicant name | фио | ф.и.о* | фамили* | отчеств* | имя заявител* | имя и фамили* | имя
        | 성명 | 이름 | 성함 | 신청인* | 신청자명 | аты-жөні | аты жөні | тегі | әкесінің аты | тааж | т.а.ә
        | аты-жөнү | аты жөнү | фамилиясы | атасынын аты | f.i.sh | f.i.o |
        familiya* | ismi | ism | otasining ismi | фамилия* | ному насаб | насаб | номи падар |
        ф.и.ш | familiýa* | ady | atasynyň ady | doly ady
    """,
    PASSPORT: """
        passport* | паспорт* | 여권* | төлқұжат* | pasport* | шиноснома* | id card* | identity
        card* | удостоверени* личности | жеке куәлік* | guvohnoma raqam*
    """,
    NATIONAL_ID: """
        иин | iin | жсн | пинфл | pinfl | jshshir | жшшир | пин | pin | инн | national id* |
        personal number* | personal id* | 주민등록번호 | 주민번호 | рма | personal code | личный номер |
        жеке сәйкестендіру нөмірі | персоналдык номер* | şahsy belgi*
    """,
    E_MAIL: """
        e-mail* | email* | mail | эл. почта | электронная почта | почта | 이메일 | 전자우편 |
        электрондық пошта | электрондук почта | elektron pochta | почтаи электронӣ | elektron
        poçta
    """,
    TELEPHONE: """
        phone* | telephone* | mobile* | tel | телефон* | тел | сотовый | моб | 전화* | 휴대폰* | 연락처
        | telefon*
    """,
    BIRTH_DATE: """
        birth* | date of birth | dob | born* | дата рождения | год рождения | д.р | 생년월일 | 출생* |
        туған күні | туған жылы | туулган* | tugʻilgan* | tug'ilgan* | туғилган* | санаи
        таваллуд | таваллуд | doglan*
    """,
    ADDRESS: """
        address* | home address | адрес* | 주소 | 거주지 | мекенжай* | мекен-жай* | дарек* | manzil*
        | суроға* | нишонӣ | salgy* | adres*
    """,
    TRAIT: """
        sex | gender | age | nationality | ethnicity | district | region | occupation |
        education | disability | diagnosis | religion | пол | возраст | национальность | район |
        область | должность | образование | инвалидность | диагноз | 성별 | 나이 | 연령 | 국적 | 지역 | 직업
        | 학력 | 장애 | жынысы | жасы | ұлты | аудан* | облыс* | лауазым* | білімі | курагы | улуту
        | району | кызматы | jinsi | yoshi | millati | tuman* | viloyat* | lavozimi | ҷинс |
        синну сол | синн* | миллат* | ноҳия | вилоят | вазифа | jynsy | ýaşy | milleti | etrap |
        welaýat | wezipesi
    """,
}
WORDS = {
    sort: tuple(" ".join(word.split()) for word in words.split("|"))
    for sort, words in _LISTS.items()
}
# Names of things that are not people.
THINGS = re.compile(
    r"(услуг|орган|учрежд|компан|организац|файл|service|office|company|file|user|country|기관|서비스|мекеме)"
)


def meaning_of(heading: str) -> str:
    """What of a person a heading names: a key of WORDS; "" for nothing."""
    said = re.sub(r"[_/()№#:;,\[\]]+", " ", folded(heading)).strip().rstrip(".")
    if THINGS.search(said):
        return ""
    return next(
        (sort for sort, words in WORDS.items() if any(_stands_in(word, said) for word in words)),
        "",
    )


def _stands_in(word: str, said: str) -> bool:
    pattern = r"\w*".join(re.escape(part) for part in word.split("*"))
    return re.search(rf"(?<![\w.]){pattern}(?!\w)", said) is not None
