"""Documents to print in tests and benchmarks; every name is invented for demonstration."""

from datetime import date, datetime, timedelta

from samgak.printing.agendas import Agenda, AgendaDay, AgendaLabels, AgendaSession
from samgak.printing.certificates import Certificate, CertificateText, Signatory
from samgak.printing.letters import Letter
from samgak.printing.nominations import NominationList, NominationListLabels, Nominee

NAMES = {  # language -> (native name, passport name), with the letters only that language has
    "en": ("Ann O’Hara", "OHARA ANN"),
    "ko": ("김하늘", "KIM HANEUL"),
    "ru": ("Семён Щукин-Ёлкин", "SHCHUKIN SEMYON"),
    "kk": ("Әйгерім Қуатқызы Өтеғұлова Үміт Һәм Іңкәр", "UTEGULOVA AIGERIM"),
    "ky": ("Өмүрбек Ырысбаев Жаңыл", "YRYSBAEV OMURBEK"),
    "uz": ("Oʻgʻiloy Gʻulomova", "GULOMOVA OGILOY"),
    "tg": ("Ҷамшед Ғаффорӣ Қурбонзода Ҳусайнӯъ", "QURBONZODA JAMSHED"),
    "tk": ("Maýsa Şöhradowa Ňäzik Žumaýewa", "SHOHRADOVA MAYSA"),
}

RUSSIAN = CertificateText(
    language="ru",
    heading="Сертификат о прохождении курса",
    issuers=("Первое агентство (пример)", "Второе агентство (пример)"),
    presented_to="Вручается",
    statement="За успешное завершение учебного курса с посещением 92 % занятий.",
    edition="Развитие цифрового потенциала пяти стран",
    held="25–27 августа 2025 года, Астана",
    signatories=(
        Signatory("Ли Ханыль", "Директор, первое агентство"),
        Signatory("Айдос Нұрланұлы", "Председатель, второе агентство"),
    ),
    number="Сертификат № DEMO-2025-0007",
    issued="Выдан 28 августа 2025 года",
    verify="Проверить сертификат можно по коду или по адресу",
    remark="Демонстрационные данные",
)
ENGLISH = CertificateText(
    language="en-GB",
    heading="Certificate of completion",
    issuers=("First Agency (example)", "Second Agency (example)"),
    presented_to="Presented to",
    statement="For completing the training course with an attendance of 92 %.",
    edition="Digital capacity building for five countries",
    held="25–27 August 2025, Astana",
    signatories=(
        Signatory("Lee Haneul", "Director, First Agency"),
        Signatory("Aidos Nurlanuly", "Chairman, Second Agency"),
    ),
    number="Certificate No. DEMO-2025-0007",
    issued="Issued on 28 August 2025",
    verify="Scan the code or open the address to check this certificate",
    remark="Demonstration data",
)


def certificate_of(language="kk", **changes):
    native_name, passport_name = NAMES[language]
    return Certificate(
        **{
            "native_name": native_name,
            "native_language": language,
            "passport_name": passport_name,
            "verify_url": "https://samgak.example.org/verify/DEMO-2025-0007/",
            "issued_on": date(2025, 8, 28),
            "texts": (RUSSIAN, ENGLISH),
            "mark_alt": "Samgak: треугольник из трёх полос",
            "qr_alt": "Код с адресом страницы проверки",
        }
        | changes
    )


AGENDA_LABELS = AgendaLabels(
    language="ru",
    heading="Расписание",
    place_and_zone="Время указано по Астане (UTC+05:00)",
    under_each_title="Под названием: лектор · зал · языки · переводчики",
    page="Страница {page} из {pages}",
    time="Время",
    session="Занятие",
    group="Группа",
    lecturer="Лектор",
    room="Зал",
    languages="Языки",
    interpreters="Переводчики",
    no_sessions="Занятий пока нет.",
    mark_alt="Samgak: треугольник из трёх полос",
    remark="Демонстрационные данные",
)


def session_at(start, minutes=60, title="Открытые данные в Казахстане", day=0, **changes):
    starts_at = datetime.fromisoformat(f"2025-08-25T{start}") + timedelta(days=day)
    return AgendaSession(
        **{
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(minutes=minutes),
            "title": title,
            "lecturer": "Асель Ж.",
            "room": "Конференц-зал",
            "languages": "казахский → русский",
            "interpreters": ("Ибраев Д.", "Цой Е."),
        }
        | changes
    )


def day_of(number, *sessions, note=""):
    heading = f"{datetime(2025, 8, 25) + timedelta(days=number):%d.%m.%Y}"
    return AgendaDay(heading, sessions, note)


def agenda_of(*days, **changes):
    return Agenda(
        **{
            "edition": "Развитие цифрового потенциала пяти стран",
            "held": "25–27 августа 2025 года, Астана",
            "organisers": ("Первое агентство (пример)", "Второе агентство (пример)"),
            "dated": date(2025, 8, 20),
            "days": days,
            "labels": AGENDA_LABELS,
        }
        | changes
    )


LIST_LABELS = NominationListLabels(
    language="tg",
    heading="Номзадҳои Тоҷикистон",
    rank="Рақам",
    native_name="Ном",
    passport_name="Ном дар шиноснома",
    born_on="Санаи таваллуд",
    organisation="Муассиса",
    position="Вазифа",
    nobody="Ҳанӯз касе пешниҳод нашудааст.",
    declaration="Тасдиқ мекунам, ки маълумоти боло дуруст аст.",
    signature="Имзо",
    name_and_position="Ном ва вазифа",
    signed_on="Сана",
    stamp="Ҷои мӯҳр",
    page="Саҳифаи {page} аз {pages}",
    mark_alt="Samgak: секунҷаи се хат",
    remark="Маълумоти намоишӣ",
)


def nomination_list_of(count, **changes):
    nominees = tuple(
        Nominee(
            rank=str(rank),
            native_name=f"Ҷамшед Қурбонзода {rank}",
            passport_name=f"Qurbonzoda Jamshed {rank}",
            born_on="14.03.1990",
            organisation="Вазорати рушди иқтисод (намуна)",
            position="Сардори раёсат",
        )
        for rank in range(1, count + 1)
    )
    return NominationList(
        **{
            "edition": "Баланд бардоштани иқтидори рақамӣ",
            "held": "25–27 августи 2025, Остона",
            "focal_point": "Фаррух Раҳимзода",
            "dated": date(2025, 7, 20),
            "dated_text": "20 июли 2025",
            "nominees": nominees,
            "labels": LIST_LABELS,
        }
        | changes
    )


def letter_of(**changes):
    return Letter(
        **{
            "language": "ko",
            "senders": ("첫째 기관 (예시)", "둘째 기관 (예시)"),
            "sender_lines": ("서울 (가상 주소)", "digital.capacity.office@samgak.example.org"),
            "reference": "문서 번호: DEMO-2025/17",
            "dated": date(2025, 8, 4),
            "dated_text": "2025년 8월 4일",
            "addressee": ("아이게림 우테굴로바 귀하", "아스타나"),
            "subject": "디지털 역량 강화 연수 참가 승인",
            "salutation": "아이게림 우테굴로바 님께",
            "paragraphs": (
                "귀하께서 연수의 참가자로 선발되셨음을 알려 드립니다.",
                "2025년 8월 10일까지 참가 여부를 확인해 주시기 바랍니다.",
            ),
            "closing": "감사합니다.",
            "signatory": "이하늘",
            "signatory_position": "원장",
            "mark_alt": "삼각: 세 막대로 이루어진 삼각형",
            "remark": "시연용 자료",
        }
        | changes
    )
