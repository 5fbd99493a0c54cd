import pytest

from samgak.printing.agendas import agenda, agenda_list, lanes_of
from tests.printing.reading import opened, structure_of, words_of
from tests.printing.samples import agenda_of, day_of, session_at


def pages(pdf):
    return [page.extract_text() for page in opened(pdf).pages]


@pytest.mark.parametrize("printed", [agenda, agenda_list])
def test_a_session_is_printed_with_its_time_title_room_languages_and_interpreters(printed):
    said = words_of(printed(agenda_of(day_of(0, session_at("09:30", elsewhere="13:30 Сеул")))))

    for part in (
        "09:30–10:30",
        "13:30 Сеул",
        "Открытые данные в Казахстане",
        "Асель Ж.",
        "Конференц-зал",
        "казахский → русский",
        "Ибраев Д., Цой Е.",
        "Время указано по Астане (UTC+05:00)",
    ):
        assert part in said


def test_three_days_share_a_page_and_the_fourth_begins_another():
    days = [day_of(n, session_at("09:00", day=n)) for n in range(4)]

    first, second = pages(agenda(agenda_of(*days)))

    assert all(day.heading in first for day in days[:3])
    assert days[3].heading in second


def test_two_weeks_of_three_parallel_groups_keep_every_session():
    starts = ("09:00", "10:15", "13:30", "16:00")
    days = [
        day_of(
            n,
            *(
                session_at(start, 45, f"Занятие {n}-{start}-{group}", day=n, group=f"Г{group}")
                for start in starts
                for group in (1, 2, 3)
            ),
        )
        for n in range(10)
    ]

    pdf = agenda(agenda_of(*days))

    said = words_of(pdf).replace(" ", "").replace("-", "")
    assert all(
        f"Занятие{n}{start}{group}" in said
        for n in range(10)
        for start in starts
        for group in (1, 2, 3)
    )
    assert len(pages(pdf)) <= 10


def test_a_day_that_fits_no_column_is_printed_as_a_table():
    crowded = day_of(0, *(session_at("09:00", 5, "Долгое название " * 20) for _ in range(12)))

    assert "/Table" in [kind for kind, _ in structure_of(agenda(agenda_of(crowded)))]
    assert words_of(agenda(agenda_of(crowded))).count("Долгое") == 12 * 20


def test_a_long_title_of_the_edition_leaves_the_first_days_on_the_first_page():
    said = pages(agenda(agenda_of(day_of(0, session_at("09:00")), edition="Развитие " * 60)))

    assert len(said) == 1


def test_a_day_without_sessions_says_so_and_a_note_is_printed():
    said = words_of(agenda(agenda_of(day_of(0), day_of(1, session_at("09:00"), note="Праздник"))))

    assert "Занятий пока нет." in said
    assert "Праздник" in said


@pytest.mark.parametrize("printed", [agenda, agenda_list])
def test_an_edition_without_days_says_so(printed):
    assert "Занятий пока нет." in words_of(printed(agenda_of()))


def test_the_list_leaves_out_columns_that_nobody_uses():
    said = words_of(agenda_list(agenda_of(day_of(0, session_at("09:00", interpreters=())))))

    assert "Лектор" in said
    assert "Переводчики" not in said


def test_a_session_alone_has_the_whole_width():
    assert lanes_of([session_at("09:00"), session_at("10:00")]) == [(0, 1), (0, 1)]


def test_sessions_that_overlap_share_the_width():
    sessions = [session_at("09:00", 120), session_at("09:30", 30), session_at("10:00", 90)]

    assert lanes_of(sessions) == [(0, 2), (1, 2), (1, 2)]


def test_the_same_agenda_has_the_same_bytes():
    data = agenda_of(day_of(0, session_at("09:00")))

    assert agenda(data) == agenda(data)
