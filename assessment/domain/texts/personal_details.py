"""Personal details that a short note may hold by accident, so that its writer can be asked about them.

Numbers are found by their form; names by a title, a frequent first name, or who was spoken to. Some are missed and some
seen where there are none: this is a reason to ask, never one to refuse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    Span = tuple[int, int, "Sort"]


class Sort(StrEnum):
    """What kind of personal detail it is, as people read it."""

    NAME = "a name"
    EMAIL = "an e-mail address"
    PHONE = "a phone number"
    NHS = "an NHS number"
    CASE = "a case or reference number"
    BIRTH = "a date of birth"
    POSTCODE = "a postcode"
    INSURANCE = "a National Insurance number"


@dataclass(frozen=True, slots=True)
class Likely:
    """A part of a text that is likely to be a personal detail, and where it stands."""

    sort: Sort
    start: int
    end: int
    text: str


def likely_details(text: str, *, known: Collection[str] = ()) -> tuple[Likely, ...]:
    """The likely personal details in order of place; what consists of known names only is left out."""
    rest = _without(known, text)
    spans = (*_numbers(text), *_titled(text), *_named(text))
    asked = [span for span in spans if any(map(str.isalnum, TITLE.sub("", rest[span[0] : span[1]])))]
    return tuple(Likely(sort, start, end, text[start:end]) for start, end, sort in _joined(asked))


def redacted(text: str, details: Iterable[Likely]) -> str:
    """The text with words such as “[name removed]” where the details stood."""
    for one in sorted(details, key=lambda detail: detail.start, reverse=True):
        _, _, what = one.sort.value.partition(" ")
        text = f"{text[: one.start]}[{what} removed]{text[one.end :]}"
    return text


def _without(known: Collection[str], text: str) -> str:
    names = "|".join(re.escape(name) for name in sorted(map(str.strip, known), key=len, reverse=True) if name)
    return re.sub(rf"(?i)(?<!\w)(?:{names})(?!\w)", lambda match: " " * len(match[0]), text) if names else text


# Details that overlap are joined, so that nothing of them is left; the surest sort gives its name to the whole.
SUREST = (Sort.EMAIL, Sort.BIRTH, Sort.INSURANCE, Sort.NHS, Sort.CASE, Sort.PHONE, Sort.POSTCODE, Sort.NAME)


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end, sort in sorted(spans):
        if joined and start < joined[-1][1]:
            begun, ended, first = joined.pop()
            joined.append((begun, max(ended, end), min(first, sort, key=SUREST.index)))
        else:
            joined.append((start, end, sort))
    return joined


def _numbers(text: str) -> Iterator[Span]:
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


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FIRST_NAMES = _set("""
    aaron abdul abdullah abigail abraham adam adeola adrian ahmed aidan aisha alan albert alex alexander alexandra alfie
    ali alice alison amanda amara amber amelia amina amir amit amna amy ana andrea andrew andrzej angela anita ann anna
    anne annette annie anthony april arjun arthur asha ashley asif august austin ayesha ayodele barbara becky ben
    benjamin beth bethany bilal bill billy blessing bob brian caitlin callum cameron carl carol caroline catherine
    charles charlie charlotte chelsea chioma chloe chris christian christina christine christopher claire clare colin
    conor courtney craig daisy daniel danny darren dave david dawn dean deborah declan deepa deepak denise dennis diana
    diane dominic donald donna dorothy douglas dylan edward eileen elaine eleanor elena elizabeth ella ellen ellie emeka
    emily emma emmanuel erin esther ethan eva eve evelyn ewa faith fatima felicity fiona florence frances francis frank
    freya funmilayo gabriel gareth gary gavin gemma george georgia gillian gordon grace graham grant greg gregory
    grzegorz guy hamza hannah harriet harry hassan hazel heather heidi helen henry holly hope hussein ian ibrahim idris
    ifeoma imani imran iris isaac isabelle ismail ivy jack jacob jade jake jamal james jamie jan jane janet jasmine
    jason jay jean jennifer jenny jeremy jess jessica joan joanne joe john jon jonathan jordan joseph josh joshua joy
    judith julia julie june karen kate kathleen katie keith ken kevin khadija khalid kieran kim kofi krzysztof kwame
    laura lauren leah lee lewis liam linda lisa louise lucy luke lynn malgorzata marcus margaret maria mariam marie mark
    martha martin mary maryam matt matthew maureen max may maya megan mehmet mei melissa mercy michael michelle mike
    miriam mohamed mohammad mohammed molly morgan muhammad mustafa nadia naomi nasreen natalie natasha nathan neil ngozi
    niamh nicholas nicola nicole nigel noah ola oliver olivia oluwaseun omar pamela parveen patience patricia patrick
    paul paula pauline penny peter philip philippa phoebe piotr poppy precious priya rabia rachel rahul raj rashid ravi
    ray raymond rebecca reuben rhiannon rhys richard rita rob robert robin roger rose ross roy ruby ruth ryan sadia
    saima sally sam samantha samir samuel sandeep sandra sanjay sarah scott sean sharon shazia sheila shirley sian simon
    sinead siobhan sofia sophia sophie stacey stella stephanie stephen steve steven stuart sue suleiman summer sunita
    susan tariq thomas tim timothy tom tomasz tracey usman victor victoria wanjiru wei wendy will william winston yasmin
    yemi yusuf zahra zain zainab zara zoe
""")
# First names that are also words, months or places.
DOUBTFUL = _set("""
    albert amber april august austin bill blessing bob carol chelsea christian daisy dawn dean eve faith felicity
    florence francis frank george georgia grace grant guy hazel heather holly hope iris ivy jack jade jan jasmine jay
    jean jordan joy june lee mark max may mercy patience penny poppy precious ray rob robin rose ruby summer victor
    victoria will
""")
# After a first name these make it the name of a house, a street or a foundation.
PLACES = _set("""
    academy act airport avenue award bridge building buildings campus center centre charity clinic close club college
    community council court crescent drive estate foundation fund gallery garden gardens hospice hospital house inn
    inquiry institute lane lecture library line memorial museum nursery place prize rd refuge road school schools
    shelter society square station street suite surgery terrace theatre trust union university way
""")
# Words that are no surnames, as organisations use them in headings.
BUSINESS = _set("""
    a about after agenda agreement all an and annual appraisal approach april are as assessment at audit august bank
    before board but by camhs can case charter checklist client clients code committee company consultation day days
    december department did director does evening event every february feedback figures file for form forum framework
    friday from group groups guidance guide had has have he head health home homes how i if in induction interim is it
    january july june lead leader level log manager marac march may meeting meetings minutes model monday month morning
    my network no not note notes november october of office ofsted on or our out panel paper partnership period plan
    plans please police policies policy power practice programme project protocol questionnaire records register repairs
    report reports results review reviews role rota rule said saturday scheme section self september service services
    session sessions she so staff standard standards statement steering strategy summary sunday supervision support
    survey task team teams that the their then there they this thursday to toolkit training tuesday up update us users
    version visit was we wednesday week weeks were what when where which who why will with word workshop world year you
    your
""")
# Words that, after a doubtful first name, say that it is none.
ORDINARY = _set("""
    access action actions adult adults aid air analysis answers applicants application area assembly attendance awards
    bay be benefits bereavement better bill birmingham blue book books both bradford bristol budget business cafcass
    calendar call cambridge capacity cardiff care carer carers cash change changes chapel check checks child children
    choice city closed commissioners communications consent contract contracts conversations councillors course cover
    cut data date deadline development do draft each early easter edinburgh education eid employees end engagement
    england england's equality everyone exam expenses families family few field finance first five folder foodbank force
    forward four front full funders funding games gap glasgow gold good governance governors grade green grove half help
    here high highlights hill holiday holidays hope hub income influence insight insights issue it's its job join
    journey kent late learners learning leave leeds leicester letter life link list liverpool local london long look
    makers making manchester many mark market maximum members method mind mission monitoring more most names national
    new newsletter next nightingale north nottingham now nurses ofcom officers one open order other oxford parents part
    parties partners party patients payments payroll people pilot point pride procedure process provider providers
    provision pupils quarter queen question questions rail ramadan red refresher request residents response rise risk
    river rooms royal safety sales scotland secretary seven sheet sheffield shop show sign signs six some south space
    spring staffing start state still story students summer system systems talk target targets ten tenants term these
    third those three time times tree trees trustees two valley values victims view views voice volunteers wales walk
    water welfare well west whistle white work worker workers working workload write written york young youth zone
""")
ROOMS = _set("hall ward park church room")
MONTHS = _set("jan april june august may summer")
NOUN = re.compile(r"(?:tion|sion|ity|ology|ical)s?$")
CAPITAL = "A-ZÀ-ÖØ-ÞĀĆČĎĐĒĘĚĞĪİŁŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽ"
WORD = re.compile(
    rf"(?<!\w)[{CAPITAL}](?:\.|[^\W\d_]{{0,30}}(?:['’][{CAPITAL}][^\W\d_]{{0,30}})?(?:-[^\W\d_]{{1,30}})?(?!\w))"
)
SMALL = r"(?:(?:van|von|de|der|den|da|di|du|la|le|al|el|bin|ibn) ){0,2}"
BETWEEN = re.compile(rf"[ \u00a0]{{1,2}}{SMALL}")
TITLE = re.compile(
    r"(?<!\w)(?:(?P<sure>Mr|Mrs|Mx|Dr|Cllr|Sgt)|Miss|Ms|PC|DC|DS|DI|DCI|Insp|Rev|Revd|Prof|Professor|Councillor"
    rf"|Sergeant|Inspector)\.?[ \u00a0]{{1,2}}(?:[0-9]{{1,5}} )?{SMALL}"
)
BEFORE_PLACES = re.compile(r"(?:^|\W)(?:St|St\.|Saint|King|Queen|Prince|Princess)[ \u00a0]$")
BEFORE_PEOPLE = re.compile(
    r"(?i:(?:^|\W)(?:client|patient|pupil|student|resident|tenant|victim|survivor|child|mother|father|mum|dad|daughter"
    r"|son|sister|brother|carer|colleague|volunteer|spoke to|spoke with|talked to|told us|met|named|called|thanks to"
    r"|(?:meeting|interview|call|conversation|supervision|session|visit) with"
    r"|(?:feedback|letter|quote|story|statement|complaint) from)[,:]? )$"
)
AFTER_PEOPLE = re.compile(
    r"[ \u00a0](?:told|said|says|disclosed|shared|asked|described|explained|felt|lives|attended|reported|was referred)"
    r"\b"
)


def _titled(text: str) -> Iterator[Span]:
    for title in TITLE.finditer(text):
        words = _neighbours(islice(WORD.finditer(text, title.end()), 3), text)
        if words and words[0].start() == title.end() and (title["sure"] or _is_surname(words[0], title)):
            count = 2 + (len(_key(words[0])) == 1)
            yield title.start(), _end([words[0], *_surnames(*words[:count])][-1]), Sort.NAME


def _named(text: str) -> Iterator[Span]:
    words = list(WORD.finditer(text))
    for place, first in enumerate(words):
        if _key(first).partition("-")[0] in FIRST_NAMES:
            last = _last_of_name(_neighbours(words[place : place + 4], text), text)
            if last:
                yield first.start(), _end(last), Sort.NAME


def _last_of_name(words: Sequence[re.Match[str]], text: str) -> re.Match[str] | None:
    """The last word of the name that begins with a first name, or None where it seems to be the name of a thing."""
    first, *others = words
    before = text[max(0, first.start() - 40) : first.start()]
    if BEFORE_PLACES.search(before) or any(_key(word) in PLACES | ROOMS for word in others[1:]):
        return None
    if others:
        return [None, *_surnames(first, *others)][-1]
    spoken_of = BEFORE_PEOPLE.search(before) or AFTER_PEOPLE.match(text, first.end())
    return first if spoken_of and _key(first) not in MONTHS else None


def _surnames(first: re.Match[str], *others: re.Match[str]) -> Iterator[re.Match[str]]:
    return takewhile(lambda word: _is_surname(word, first), others)


def _is_surname(word: re.Match[str], first: re.Match[str]) -> bool:
    key, doubtful = _key(word), _key(first) in DOUBTFUL
    if word[0].endswith("."):
        return not doubtful
    if key in BUSINESS or key in PLACES or NOUN.search(key):
        return False
    if word[0].isupper() and len(key) > 1 and not first[0].isupper() and (doubtful or len(key) < 4):
        return False
    return not (doubtful and (len(key) < 2 or key in ORDINARY or key in ROOMS))


def _neighbours(words: Iterable[re.Match[str]], text: str) -> list[re.Match[str]]:
    """The words up to the first gap that is more than a space."""
    every = list(words)
    pairs = takewhile(lambda pair: BETWEEN.fullmatch(text, pair[0].end(), pair[1].start()), pairwise(every))
    return [*every[:1], *(second for _, second in pairs)]


def _key(word: re.Match[str]) -> str:
    letters = normalize("NFKD", word[0].rstrip("."))
    return "".join(sign for sign in letters if not combining(sign)).casefold()


def _end(word: re.Match[str]) -> int:
    return word.end() - word[0].endswith(".")
