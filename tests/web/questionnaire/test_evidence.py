"""Evidence beside an answer."""

from __future__ import annotations

from bs4 import BeautifulSoup

from tests.web.questionnaire.answering import BANK, EVIDENCE, ITEM, address, row, save


def support(lead):
    return " ".join(lead.soup(address(lead)).select_one(".ff-support").text.split())


def test_evidence_is_saved_with_the_answer_and_its_weight_is_shown(lead):
    answer = save(lead, level="4", action="evidence", **EVIDENCE)
    assert answer.location.endswith(f"{ITEM}#evidence")
    page = lead.get(address(lead)).text
    assert "Minutes of March" in page
    assert "Your evidence supports <strong>level 3</strong>" in page


def test_evidence_is_removed_only_after_asking(lead, lite):
    save(lead, level="2", action="evidence", **EVIDENCE)
    asked = lead.post(address(lead), {"version": "1", "level": "2", "action": "remove-1"})
    assert asked.location.endswith("/evidence/1/remove")
    assert "Remove this evidence?" in lead.get(asked.location).text
    lead.post(asked.location)
    page = lead.soup(address(lead))
    assert page.select(".ff-piece") == []
    assert "Add evidence" in page.select_one("#evidence").text


def test_a_fourth_piece_is_refused_with_everything_typed_still_there(lead):
    for version in range(3):
        piece = EVIDENCE | {"title": f"Minutes of meeting {version}"}
        save(lead, level="2", version=str(min(version, 1)), action="evidence", **piece)
    assert "Add another piece of evidence" not in lead.get(address(lead)).text
    answer = save(lead, level="3", version="1", note="typed", action="evidence", **EVIDENCE)
    assert answer.status_code == 422
    assert "3 pieces of evidence" in answer.text
    assert "Remove one before you add another" in answer.text
    assert "typed" in answer.text


def test_evidence_is_saved_with_the_answer_whichever_way_it_is_saved(lead):
    assert save(lead, level="2", note="Begun", action="next", **EVIDENCE).status_code == 302
    page = lead.soup(address(lead))
    assert [one.text.strip() for one in page.select(".ff-piece__title")] == [EVIDENCE["title"]]
    order = [
        one.get("id") or one.get("value")
        for one in page.select("form#answer :is(#level-0, #note, #title, .ff-save button)")
    ]
    assert order == ["level-0", "note", "title", "next", "list"]


def test_each_kind_of_evidence_says_what_it_means_and_what_it_supports(lead):
    page = lead.soup(address(lead))
    for number, grade in enumerate(BANK.evidence.grades[1:]):
        radio = page.select_one(f"#grade-{number}")
        assert (radio["value"], page.select_one(f"label[for=grade-{number}]").text) == (grade.id, grade.name)
        said = page.select_one(f"#{radio['aria-describedby']}").text
        assert said == f"{grade.meaning} Supports up to level {grade.cap}."
    assert page.select_one("#grade-3") is None


def test_where_evidence_supports_less_the_page_says_what_would_support_more(lead):
    save(lead, level="3", action="list")
    assert "You chose level 3. Without evidence, we can support level 1." in support(lead)
    save(lead, level="3", version="1", action="evidence", **(EVIDENCE | {"grade": "E1"}))
    said, needed = support(lead), BANK.evidence.grade("E2")
    assert "You chose level 3. Your evidence supports level 2." in said
    assert "What would support level 3:" in said
    assert needed.name in said
    assert needed.meaning in said


def test_evidence_without_a_level_is_saved_and_the_page_says_what_is_missing(lead, lite):
    answer = save(lead, action="next", **EVIDENCE)
    assert answer.location.endswith(address(lead))
    page = lead.soup(address(lead))
    assert "still needs a level" in page.select_one(".ff-message--unfinished").text
    assert EVIDENCE["title"] in page.select_one(".ff-piece__title").text
    assert row(lite, lead).level is None


def test_faulty_evidence_without_a_level_names_both_and_stays_open_with_what_was_typed(lead):
    answer = save(lead, **(EVIDENCE | {"grade": "", "shows": "typed with care"}))
    page = BeautifulSoup(answer.text, "html.parser")
    problems = [one.text for one in page.select(".govuk-error-summary__list li")]
    assert problems == [
        "Choose a level too. The evidence you typed is still here",
        "Choose what kind of evidence it is",
    ]
    panel = page.select_one("#title").find_parent("details")
    assert panel.has_attr("open")
    assert page.select_one("#title")["value"] == EVIDENCE["title"]
    assert "typed with care" in page.select_one("#shows").text
