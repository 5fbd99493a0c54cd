"""Twenty people of five countries vote in three languages; two delegations sign what came of it."""

import json
import re

from playwright.sync_api import expect

from tests.browser.acting import CODE, WORKBOOKS, go, press
from tests.browser.course import people as names

STATEMENTS = json.loads((WORKBOOKS / "discussion.json").read_text("utf-8"))["statements"]
# From here on the statements divide those who voted.
DIVIDING = 7
# Who votes on the pages, and in which language; the others send what a page would send.
READERS = {"kz-1": "en", "kg-1": "ru", "tm-1": "ko"}
COMMITMENT = STATEMENTS[0]["en"]


def vote_of(name, number):
    """Half of the people agree with all, half with the first statements alone."""
    return "1" if number < DIVIDING or names().index(name) % 2 else "-1"


def open_the_vote(officer):
    go(officer, "discussions/")
    officer.get_by_role("link", name="Data across borders, asked only once").click()
    press(officer, "Open the vote")
    expect(officer.get_by_text("The vote is open", exact=True)).to_be_visible()
    return re.search(r"discussions/(\d+)/", officer.url)[1]


def vote_on_the_pages(page, name, language, topic):
    page.goto(f"/{language}/editions/{CODE}/discussions/{topic}/vote/")
    seen = set()
    for _statement in STATEMENTS:
        number = int(page.locator("input[name=statement]").input_value())
        words = STATEMENTS[number - 1][language]
        expect(page.locator(".sg-talk__statement")).to_have_text(words)
        seen.add(number)
        page.locator(f'button[name=value][value="{vote_of(name, number)}"]').click()
    expect(page.locator(".sg-talk__vote")).to_have_count(0)
    assert len(seen) == len(STATEMENTS)


def send_votes(context, name, topic):
    """Sign in and vote by what the forms would send."""

    def send(path, form):
        token = next(one["value"] for one in context.cookies() if one["name"] == "csrftoken")
        form |= {"csrfmiddlewaretoken": token}
        answer = context.request.post(path, form=form, max_redirects=0)
        assert answer.status == 302, answer.url

    listed = context.request.get("/en/demonstration/").text()
    person = re.search(rf'>{name}@.*?name="person" value="(\d+)"', listed, re.DOTALL)[1]
    send("/en/demonstration/sign-in/", {"person": person})
    for number in range(1, len(STATEMENTS) + 1):
        vote = {"statement": str(number), "value": vote_of(name, number)}
        send(f"/en/editions/{CODE}/discussions/{topic}/vote/", vote)


def close_the_vote(officer, topic):
    go(officer, f"discussions/{topic}/")
    press(officer, "Close")
    go(officer, f"discussions/{topic}/results/")
    press(officer, "Compute the results now")
    expect(officer.get_by_text("The results are computed.")).to_be_visible()


def appoint(focal_point, name):
    go(focal_point, "commitments/delegations/")
    focal_point.get_by_label("Spokesperson").select_option(label=f"Sample {name}")
    press(focal_point, "Save", exact=False)
    expect(focal_point.get_by_text("Your changes are kept.")).to_be_visible()


def draft_and_offer(page, topic):
    go(page, f"discussions/{topic}/statements/")
    page.get_by_role("link", name="Draft a commitment (1)", exact=True).click()
    expect(page.get_by_label("What is to be done")).to_have_value(COMMITMENT)
    for country in ("Kazakhstan", "Kyrgyzstan"):
        page.get_by_role("checkbox", name=country, exact=True).check()
    page.get_by_label("By when").fill("2026-12-01")
    page.get_by_label("First step").fill("A working group meets in October.")
    press(page, "Save")
    press(page, "Offer to the delegations")
    expect(page.get_by_text("Offered to the delegations", exact=True)).to_be_visible()
    return re.search(r"commitments/\d+/", page.url)[0]


def endorse(page, commitment):
    go(page, commitment)
    page.get_by_role("checkbox", name="may be published").check()
    press(page, "Endorse")
    expect(page.get_by_role("heading", name="Withdraw the endorsement")).to_be_visible()


def download(page, name):
    with page.expect_download() as begun:
        page.get_by_role("link", name=name, exact=True).click()
    return begun.value.path().read_bytes()


def test_twenty_people_vote_in_three_languages_and_two_delegations_sign(people):
    officer, author = people("officer-kazaid"), people("kz-1")
    topic = open_the_vote(officer)
    for name, language in READERS.items():
        vote_on_the_pages(people(name), name, language, topic)
    for name in names():
        if name not in READERS:
            send_votes(people.open_one().context, name, topic)

    go(author, f"discussions/{topic}/results/")
    main = author.get_by_role("main")
    expect(main).to_contain_text("People who voted: 20; votes: 240")
    expect(main).to_contain_text("The results are shown when the vote is closed")
    close_the_vote(officer, topic)
    author.reload()
    expect(main).not_to_contain_text("The results are shown when the vote is closed")
    expect(main.locator(".sg-talk__map svg")).to_be_visible()
    agreed = author.get_by_role("row").filter(has_text=STATEMENTS[0]["en"])
    expect(agreed.last.get_by_role("cell").first).to_have_text("20")
    for name, language in READERS.items():
        people(name).goto(f"/{language}/editions/{CODE}/discussions/{topic}/results/")
        expect(people(name).get_by_role("main")).to_contain_text(STATEMENTS[-1][language])

    appoint(people("focal-kz"), "kz-1")
    appoint(people("focal-kg"), "kg-1")
    commitment = draft_and_offer(author, topic)
    endorse(author, commitment)
    endorse(people("kg-1"), commitment)
    expect(people("kg-1").get_by_text("Agreed", exact=True)).to_be_visible()

    go(author, "commitments/")
    assert download(author, "Word (English)")[:2] == b"PK"
    assert download(author, "PDF (Русский)")[:5] == b"%PDF-"
    anybody = people.open_one()
    go(anybody, "commitments/published/")
    expect(anybody.get_by_role("heading", name=COMMITMENT)).to_be_visible()
    expect(anybody.get_by_role("main")).to_contain_text("Kyrgyzstan, Kazakhstan")
