"""Personal details: what is seen in short notes, what is let pass, and what removing leaves."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessment.domain.texts.detail_sorts import Sort
from assessment.domain.texts.personal_details import Likely, likely_details, redacted
from assessment.domain.texts.personal_numbers import PATTERNS

SEEN = [
    # email addresses
    (Sort.EMAIL, "Sent to priya.shah@northmere.example last week", "priya.shah@northmere.example"),
    (Sort.EMAIL, "(info+board@charity.org.uk)", "info+board@charity.org.uk"),
    (Sort.EMAIL, "Ask J.O'Neill@nhs.net.", "J.O'Neill@nhs.net"),
    # phone numbers
    (Sort.PHONE, "Ring her on 07700 900123 after five", "07700 900123"),
    (Sort.PHONE, "07700900123", "07700900123"),
    (Sort.PHONE, "07700 900 123", "07700 900 123"),
    (Sort.PHONE, "Office: (0161) 496 0000", "(0161) 496 0000"),
    (Sort.PHONE, "020 7946 0000 is the duty line", "020 7946 0000"),
    (Sort.PHONE, "Call +44 7700 900123", "+44 7700 900123"),
    (Sort.PHONE, "Call +44 (0)20 7946 0000", "+44 (0)20 7946 0000"),
    (Sort.PHONE, "Call 0044 20 7946 0000", "0044 20 7946 0000"),
    (Sort.PHONE, "0808-157-0000", "0808-157-0000"),
    (Sort.PHONE, "0300 123 4567", "0300 123 4567"),
    # NHS numbers
    (Sort.NHS, "NHS number 943 476 5919", "943 476 5919"),
    (Sort.NHS, "9434765919 was discharged", "9434765919"),
    (Sort.NHS, "see 943-476-5919", "943-476-5919"),
    (Sort.NHS, "NHS no. 94 34 76 59 19", "94 34 76 59 19"),
    (Sort.NHS, "NHS: 401 023 2137", "401 023 2137"),
    # case and reference numbers
    (Sort.CASE, "Case 20263114 was closed", "20263114"),
    (Sort.CASE, "Discussed in case 20263114", "20263114"),
    (Sort.CASE, "as seen in incident 41207", "41207"),
    (Sort.CASE, "case no. 2031", "2031"),
    (Sort.CASE, "Case ref: SA-2031/26 discussed", "SA-2031/26"),
    (Sort.CASE, "crime reference number 42/12345/26", "42/12345/26"),
    (Sort.CASE, "Logged as 42/12345/26.", "42/12345/26"),
    (Sort.CASE, "Incident number 0412 of 3 May", "0412"),
    (Sort.CASE, "Incident #41207", "41207"),
    (Sort.CASE, "URN 01TX1234526", "01TX1234526"),
    (Sort.CASE, "CRN X123456 on licence", "X123456"),
    (Sort.CASE, "X123456 on licence", "X123456"),
    (Sort.CASE, "A1234BC moved wing", "A1234BC"),
    (Sort.CASE, "NOMS number is A1234BC", "A1234BC"),
    (Sort.CASE, "MPI 1234567", "1234567"),
    (Sort.CASE, "P-number 48213", "48213"),
    (Sort.CASE, "Client ID 48213", "48213"),
    (Sort.CASE, "hospital number: RXH48213", "RXH48213"),
    (Sort.CASE, "Court file T20261234", "T20261234"),
    (Sort.CASE, "order ZE26C00123 was made", "ZE26C00123"),
    (Sort.CASE, "claim K12YX345", "K12YX345"),
    # dates of birth
    (Sort.BIRTH, "born 12/03/2009", "12/03/2009"),
    (Sort.BIRTH, "Born on 12 March 2009 in Leeds", "12 March 2009"),
    (Sort.BIRTH, "DOB: 3.4.98", "3.4.98"),
    (Sort.BIRTH, "d.o.b. 12-03-2009", "12-03-2009"),
    (Sort.BIRTH, "date of birth is the 3rd of May 1999", "3rd of May 1999"),
    (Sort.BIRTH, "Date of birth: 2009-03-12", "2009-03-12"),
    (Sort.BIRTH, "born on March 12th, 2009", "March 12th, 2009"),
    # postcodes
    (Sort.POSTCODE, "moved to M14 5TP in June", "M14 5TP"),
    (Sort.POSTCODE, "SW1A 1AA", "SW1A 1AA"),
    (Sort.POSTCODE, "flat at ls61ab.", "ls61ab"),
    (Sort.POSTCODE, "EC1V 9HX only", "EC1V 9HX"),
    # National Insurance numbers
    (Sort.INSURANCE, "NI number AB 12 34 56 C", "AB 12 34 56 C"),
    (Sort.INSURANCE, "JG103759A on file", "JG103759A"),
    (Sort.INSURANCE, "ab-12-34-56-c", "ab-12-34-56-c"),
    # names by a title
    (Sort.NAME, "Mr Smith complained", "Mr Smith"),
    (Sort.NAME, "Complaint by Mrs. Adeyemi-Jones", "Mrs. Adeyemi-Jones"),
    (Sort.NAME, "Ms Wanjiru Kamau led it", "Ms Wanjiru Kamau"),
    (Sort.NAME, "Mx Reed said so", "Mx Reed"),
    (Sort.NAME, "with Dr J. Okafor on Monday", "Dr J. Okafor"),
    (Sort.NAME, "PC 4312 Brown attended", "PC 4312 Brown"),
    (Sort.NAME, "DC O’Brien took it on", "DC O’Brien"),
    (Sort.NAME, "Sgt Łukasik", "Sgt Łukasik"),
    (Sort.NAME, "Cllr Day opened the meeting", "Cllr Day"),
    (Sort.NAME, "Prof van der Berg spoke", "Prof van der Berg"),
    (Sort.NAME, "Rev Young and the choir", "Rev Young"),
    (Sort.NAME, "Miss Hope Adeyemi", "Miss Hope Adeyemi"),
    # names by a frequent first name
    (Sort.NAME, "Agreed with Sarah Jones in May", "Sarah Jones"),
    (Sort.NAME, "Minutes taken by Mohammed Ali Khan", "Mohammed Ali Khan"),
    (Sort.NAME, "Zoë Müller’s account", "Zoë Müller"),
    (Sort.NAME, "Anne-Marie O'Neill", "Anne-Marie O'Neill"),
    (Sort.NAME, "Sarah Hall chairs the board", "Sarah Hall"),
    (Sort.NAME, "The log of Amina K.", "Amina K"),
    (Sort.NAME, "Signed: Piotr Nowak, trustee", "Piotr Nowak"),
    (Sort.NAME, "Chioma Eze raised it", "Chioma Eze"),
    (Sort.NAME, "SARAH JONES", "SARAH JONES"),
    (Sort.NAME, "Tom de Souza", "Tom de Souza"),
    (Sort.NAME, "Grace Okafor wrote the plan", "Grace Okafor"),
    (Sort.NAME, "Thank you to Mark Thompson", "Mark Thompson"),
    (Sort.NAME, "Will Ahmed moved on", "Will Ahmed"),
    (Sort.NAME, "Florence Adeyemi", "Florence Adeyemi"),
    (Sort.NAME, "Rose Begum has the key", "Rose Begum"),
    (Sort.NAME, "April Hussain’s rota", "April Hussain"),
    # a first name alone, beside words about people
    (Sort.NAME, "The client Amina moved house", "Amina"),
    (Sort.NAME, "One pupil, Kwame, was excluded", "Kwame"),
    (Sort.NAME, "We spoke to Priya about it", "Priya"),
    (Sort.NAME, "Our colleague Ewa left", "Ewa"),
    (Sort.NAME, "his mother Linda rang", "Linda"),
    (Sort.NAME, "the victim, Jordan, asked", "Jordan"),
    (Sort.NAME, "Yusuf told us that the door was locked", "Yusuf"),
    (Sort.NAME, "a child named Grace", "Grace"),
    (Sort.NAME, "Feedback from Niamh in spring", "Niamh"),
    (Sort.NAME, "Mark said that it helped", "Mark"),
]  # fmt: skip

PASSED = [
    # titles of evidence
    "Minutes of the board, March",
    "Walk-through with the housing team",
    "Supervision log 2026",
    "Policy v3.2",
    "24 staff of 30",
    "Training register 2025/26, all teams",
    "Terms of reference 2026",
    "Incident log 2026, without names",
    "Incident 14/03/2026, reviewed with the team",
    "Case review, spring 2026",
    "Cases 1200 in 2025, 1350 in 2026",
    "Case studies 12 to 14",
    "Policy ref HR-0123",
    "Document reference 2031-B",
    "Charity number 1123456",
    "Company number 01234567",
    "Registered charity SC012345",
    "Crime figures 2025-26",
    "reference 2025-2026",
    "In case 2400 people come",
    "In this case 24-hour cover was agreed",
    "Budget line 4100: £12,500",
    "Minute 4.2 of 12 June 2026",
    "Survey: 1,024 of 2,310 answered",
    "01/02/2026 to 28/02/2026",
    "2026-03-14 10:30",
    "01 02 2026 10 30",
    "Numbers 12 14 18 22 31 by quarter",
    "Sample 123 456 7890",
    "0000000000",
    "Room B12, Key Stage KS2",
    "ISO 9001 and ISO 27001:2022",
    "Level 3 certificate, units 4A to 6C",
    "Opened on 12 March 2009",
    "A newborn group since 2019",
    "@northmere on the web page",
    "Form A12 3BC",
    "e1 2nd floor",
    "BG 12 34 56 A",
    # names of things
    "Grace Period for new starters",
    "Will Review in June",
    "Will the board decide?",
    "Will Staff Know What Changed?",
    "May 2026",
    "May Day closure",
    "In April, three teams began",
    "June Meeting of the governors",
    "April Newsletter",
    "Mark the date",
    "Mark Scheme for induction",
    "Rose Garden visits",
    "Rose from 12 to 18 of 30",
    "Hope Street office",
    "Hope House, walk-through",
    "Faith Groups Forum",
    "Summer Holiday scheme",
    "Austin Friars School",
    "Chelsea Community Hospital",
    "Florence Nightingale Hospital",
    "Florence Nightingale Ward",
    "St John Ambulance training",
    "St. Thomas Becket school",
    "Queen Elizabeth Hospital",
    "King George Road",
    "Victoria Park walk",
    "Victoria Hall, main room",
    "Stephen Lawrence Foundation",
    "Jo Cox Foundation",
    "Grace Okafor Centre",
    "Alexandra House rota",
    "Christian Aid collection",
    "George Street Surgery",
    "Francis Report, what we learned",
    "Grant Agreement with the council",
    "Bill Payments procedure",
    "Max Capacity of the hall",
    "Joy and belonging at work",
    "PC Support contract",
    "Miss School and we call home",
    "Ms Service form",
    "Rev Report",
    "Alex Policy draft",
    "Will NHS England fund it?",
    "May Ofsted visit",
    "Martha's Rule in our wards",
    "Client Charter",
    "What patients told us in April",
    "We met May targets",
    "Spoke to Hope House",
    "What young people told us",
    "Mother and baby unit",
    "Walk-through with people who use us",
    "Children and Young People’s Board",
    "Trauma and Recovery Team, Leeds",
    "Sarah and the others agreed",
    "",
]


def found(text, **more):
    return [(one.sort, one.text) for one in likely_details(text, **more)]


@pytest.mark.parametrize(("sort", "text", "part"), SEEN)
def test_what_is_likely_to_be_personal_is_seen(sort, text, part):
    assert found(text) == [(sort, part)]


@pytest.mark.parametrize("text", PASSED)
def test_what_organisations_usually_write_is_let_pass(text):
    assert found(text) == []


def test_every_sort_is_seen_in_its_place_in_a_longer_note():
    text = (
        "Spoke to Amina Yusuf (born 12/03/2009, NHS 943 476 5919, AB123456C) of M14 5TP. "
        "Ring 07700 900123 or a.yusuf@post.example; case ref MA-2031."
    )
    assert [one.sort for one in likely_details(text)] == [
        Sort.NAME, Sort.BIRTH, Sort.NHS, Sort.INSURANCE, Sort.POSTCODE, Sort.PHONE, Sort.EMAIL, Sort.CASE,
    ]  # fmt: skip


def test_only_nhs_numbers_whose_last_digit_is_right_are_seen():
    assert [last for last in range(10) if found(f"943 476 591{last}")] == [9]


def test_a_name_in_an_address_is_one_detail():
    assert found("Sarah Jones@post.example") == [(Sort.EMAIL, "Sarah Jones@post.example")]


def test_known_names_are_fine():
    assert found("Dr Amina Yusuf of Ruth Ellis Together", known=["amina yusuf", "Ruth Ellis Together", " "]) == []
    assert found("Write to hello@us.example", known={"hello@us.example"}) == []


def test_a_known_word_does_not_hide_the_name_of_a_person():
    assert found("Hope Adeyemi of Hope", known=["Hope"]) == [(Sort.NAME, "Hope Adeyemi")]
    assert found("case ref MA-2031", known=["case", "ref"]) == [(Sort.CASE, "MA-2031")]


def test_removing_keeps_everything_else():
    text = "Spoke to Mrs Adeyemi, born 12/03/2009, on 07700 900123.\nNext: 24 of 30 staff."
    assert redacted(text, likely_details(text)) == (
        "Spoke to [name removed], born [date of birth removed], on [phone number removed].\nNext: 24 of 30 staff."
    )
    assert redacted(text, ()) == text


def test_every_sort_says_what_was_removed():
    said = [redacted("x", [Likely(sort, 0, 1, "x")]) for sort in Sort]
    assert said == [
        "[name removed]",
        "[email address removed]",
        "[phone number removed]",
        "[NHS number removed]",
        "[case or reference number removed]",
        "[date of birth removed]",
        "[postcode removed]",
        "[National Insurance number removed]",
    ]


def test_no_repetition_is_without_a_limit():
    for _, _, pattern in PATTERNS:
        outside = re.sub(r"\[[^\]]*\]|\\.", "", pattern.pattern)
        assert not re.search(r"[*+]", outside), pattern.pattern


pieces = st.sampled_from(
    [text for _, text, _ in SEEN]
    + [part for _, _, part in SEEN]
    + [*PASSED, *"aA0179 -/.:@+()[]'’\n", "case ", "ref ", "NHS ", "born ", "Mr ", "Sarah ", "Will ", "12/03/", "2026"]
)
texts = st.one_of(st.text(max_size=80), st.lists(pieces, max_size=10).map("".join))


@given(texts, st.lists(pieces, max_size=3))
def test_details_stand_in_order_inside_the_text_and_do_not_overlap(text, known):
    end = 0
    for one in likely_details(text, known=known):
        assert end <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        end = one.end


@given(texts)
@example("Mr In case 2400 of Mr Grant ref 2031-B")
@example("12345/26/943 476 5919")
def test_after_removing_nothing_new_like_a_number_is_found(text):
    again = likely_details(redacted(text, likely_details(text)))
    assert [one for one in again if one.sort is not Sort.NAME] == []


@given(texts)
def test_removing_leaves_the_rest_in_its_order(text):
    details = likely_details(text)
    places = {place for one in details for place in range(one.start, one.end)}
    kept = "".join(sign for place, sign in enumerate(text) if place not in places)
    empty = redacted(text, details)
    for one in details:
        empty = empty.replace(f"[{one.sort.value.partition(' ')[2]} removed]", "", 1)
    assert empty == kept
