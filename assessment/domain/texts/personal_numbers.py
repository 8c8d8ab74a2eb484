"""Telephone, NHS, case and National Insurance numbers, dates of birth and addresses, found by their form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assessment.domain.texts.detail_sorts import Sort

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessment.domain.texts.detail_sorts import Span


def numbers_in(text: str) -> Iterator[Span]:
    """Everything in a text that looks like somebody's number or address."""
    for sort, check, pattern in PATTERNS:
        yield from ((*match.span("it"), sort) for match in pattern.finditer(text) if check(match))


def _is_nhs_number(match: re.Match[str]) -> bool:
    *body, last = digits = [int(sign) for sign in str(match["it"]) if sign.isdigit()]
    check = -sum(weight * digit for weight, digit in zip(range(10, 1, -1), body, strict=True)) % 11
    return len(set(digits)) > 1 and check == last


def _is_case_number(match: re.Match[str]) -> bool:
    it = str(match["it"])
    digits = sum(map(str.isdigit, it))
    if match["paper"] or digits < 3 or NO_CASE.fullmatch(it):
        return False
    return bool(match["number"] or match["short"]) or digits < len(it) or (digits > 3 and not YEAR.fullmatch(it))


def _is_postcode(match: re.Match[str]) -> bool:
    it = str(match["it"])
    return it.isupper() or (it.islower() and not it.endswith(("st", "nd", "rd", "th")))


GAP = r"[ \u00a0\u2010-\u2013-]"
DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
MONTH = r"(?i:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
DATE = (
    rf"(?:{DAY}[ ./-]{{1,2}}(?:of )?(?:[0-9]{{1,2}}|{MONTH})[ ,./-]{{1,2}}(?:[0-9]{{4}}|[0-9]{{2}})"
    rf"|{MONTH} {DAY},? [0-9]{{4}}|[0-9]{{4}}[/-][0-9]{{1,2}}[/-][0-9]{{1,2}})"
)
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
YEARS = r"(?:19|20)?[0-9]{2}[/_-](?:[0-9]{2}|[0-9]{4})|(?:19|20)[0-9]{2}[/_-]?[Qq][1-4]"
NO_CASE = re.compile(rf"{DATE}|{YEARS}|[0-9]{{1,5}}-?[a-z]{{3,30}}")
BORN = r"(?i:born|d\.?o\.?b\.?|date of birth|birth ?date|birthday)[ :=,(\u2013-]{1,3}(?:(?:is|was|on|the) ){0,3}"
INSURED = rf"(?!BG|GB|NK|KN|TN|NT|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z](?:{GAP}?[0-9]{{2}}){{3}}{GAP}?[A-D]"
ABROAD = r"(?:\+|00(?=44))[1-9][0-9]?(?:[ ()-]{0,3}[0-9]){9,13}"
AT_HOME = r"0[12378][0-9](?:[ ()\u00a0\u2010-\u2013-]{0,2}[0-9]){7,8}"
# “Policy ref” and the like number papers, not people; a name that was removed there may have been such a word.
CASE = (
    r"(?i:(?:(?P<paper>policy|document|doc|form|template|procedure|charity|company|grant|tender|job|invoice"
    r"|in(?= case [0-9]{1,4} ))[ -]|(?<!\][ -]))"
    r"(?:(?P<short>urn|crn|noms|mpi|upn|mrn|pnc|cad|cris|p[ -]?number)|case|crime|incident|reference|ref"
    r"|(?:client|patient|pupil|student|tenant|prisoner|prison|hospital|custody|court|claim|referral|file|record)"
    r"(?=[ -](?:number|no|num|id|ref|reference)\b))"
    r"(?:[ -](?:log|file|ref|reference)\b\.?)?(?P<number>[ -](?:number|no|num|id)\b\.?)?(?: is| was)?)"
    r"(?:[ .:#=(]{1,3}|(?=[0-9]))(?P<it>(?=[A-Za-z/_-]{0,8}[0-9])[A-Za-z0-9][A-Za-z0-9/_-]{1,28}[A-Za-z0-9]"
    r"|[A-Z]{1,4} [0-9]{3,12}|[0-9]{2} [0-9]{4,7} [0-9]{2})"
)
# Of crimes, the police national computer, NOMS, CRN, and of Crown, criminal, family and county courts.
USUAL = (
    r"[0-9]{2}[A-Z]{0,3}/[0-9]{3,7}/[0-9]{2}|[0-9]{5,7}/[0-9]{2}|[0-9]{2,4}/[0-9]{5,7}[A-Z]|[A-Z][0-9]{4}[A-Z]{2}"
    r"|[A-Z][0-9]{6}|[TSUA]20[0-9]{6}|[0-9]{2}[A-Z]{2}[0-9]{7}|[A-Z]{2}[0-9]{2}[A-Z][0-9]{5}|[A-Z][0-9]{2}[A-Z]{2}[0-9]{3}"
)
POSTCODE = (
    r"(?:A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]"
    r"|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE)"
    r"[0-9][A-Z0-9]?[ \u00a0]{0,2}[0-9][ABD-HJLNP-UW-Z]{2}"
)
NUMBERS = (
    (Sort.EMAIL, bool, r"(?P<it>\w[\w.%+'-]{0,63}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24})"),
    (Sort.BIRTH, bool, rf"{BORN}(?P<it>{DATE})"),
    (Sort.INSURANCE, bool, rf"(?P<it>(?i:{INSURED}))"),
    (Sort.NHS, _is_nhs_number, rf"(?P<it>[0-9]{{3}}{GAP}{{0,2}}[0-9]{{3}}{GAP}{{0,2}}[0-9]{{4}})"),
    (Sort.NHS, _is_nhs_number, rf"NHS(?i: number| no\.?)?(?: is)?[ :]{{1,2}}(?P<it>[0-9](?:{GAP}{{0,2}}[0-9]){{9}})"),
    (Sort.CASE, _is_case_number, CASE),
    (Sort.CASE, bool, rf"(?<!/)(?P<it>{USUAL})(?!/)"),
    (Sort.PHONE, bool, rf"(?P<it>\(?(?:{ABROAD}|{AT_HOME}))"),
    (Sort.POSTCODE, _is_postcode, rf"(?P<it>(?i:{POSTCODE}))"),
)
# Every repetition has a limit, and what separates digits is never a digit, so no text makes these slow. None begins
# right after a bracket that closes or ends right before one that opens: what is removed leaves nothing new to find.
PATTERNS = [(sort, check, re.compile(rf"(?<![\w\]]){number}(?![\w\[])")) for sort, check, number in NUMBERS]
