"""The fictional area: its organisations, partnerships and people."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.domain.area import Sector, SizeBand
from assessment.domain.permissions import Role

PASSWORD = "calm-harbour-lantern"  # noqa: S105 - of people who do not exist


@dataclass(frozen=True, slots=True)
class Sketch:
    """A fictional organisation: who it is, how far it had come in its first year, and how it moves.

    `start` and `pace` are levels and levels a year; `candour` is how far evidence keeps up with claims, 0 to 1.
    """

    reference: str
    name: str
    sector: Sector
    size: SizeBand
    area: str
    start: float
    pace: float
    candour: float
    named: bool = True
    absent: tuple[int, ...] = ()
    now: str = "not started"
    public_contact: bool = True
    partnerships: tuple[str, ...] = ()


PARTNERSHIPS = {
    "north": "North Vale Community Safety Partnership",
    "south": "South Vale Community Safety Partnership",
    "young": "Vale Young People’s Partnership",
}

_POLICE, _CARE, _COUNCIL = Sector.POLICE, Sector.SOCIAL_CARE, Sector.COUNCIL
_SCHOOL, _HEALTH, _JUSTICE, _CHARITY, _OTHER = (
    Sector.EDUCATION,
    Sector.HEALTH,
    Sector.JUSTICE,
    Sector.CHARITY,
    Sector.OTHER,
)
_TINY, _SMALL, _MIDDLE, _LARGE, _HUGE = SizeBand

SKETCHES = (
    Sketch("vale-police", "Vale Constabulary", _POLICE, _HUGE, "Vale", 1.0, 0.55, 0.75, True, (), "signed off", True, ("north", "south")),
    Sketch("vale-pcc", "Office of the Vale Commissioner", _POLICE, _SMALL, "Vale", 1.7, 0.45, 0.8, True, (), "open", False),
    Sketch("vale-childrens-services", "Vale Children’s Services", _CARE, _LARGE, "Vale", 1.4, 0.5, 0.8, True, (), "signed off", True, ("young",)),
    Sketch("vale-adult-care", "Vale Adult Social Care", _CARE, _HUGE, "Vale", 1.1, 0.35, 0.6, True, (3,), "open"),
    Sketch("northmere-council", "Northmere Borough Council", _COUNCIL, _LARGE, "Northmere", 0.7, 0.4, 0.6, True, (), "open", True, ("north",)),
    Sketch("southbrook-council", "Southbrook District Council", _COUNCIL, _MIDDLE, "Southbrook", 0.9, 0.3, 0.5, True, (), "not started", True, ("south",)),
    Sketch("vale-county-council", "Vale County Council", _COUNCIL, _HUGE, "Vale", 1.0, 0.45, 0.7, True, (), "signed off", True, ("north", "south")),
    Sketch("eastfen-council", "Eastfen District Council", _COUNCIL, _MIDDLE, "Eastfen", 0.5, 0.35, 0.55, True, (3, 2), "open"),
    Sketch("vale-homes", "Vale Homes", _COUNCIL, _LARGE, "Vale", 1.0, 0.5, 0.7, True, (), "with sponsor", True, ("north",)),
    Sketch("harbour-lane-school", "Harbour Lane Primary School", _SCHOOL, _MIDDLE, "Northmere", 1.6, 0.5, 0.75, True, (), "signed off", True, ("young",)),
    Sketch("st-bede-academy", "St Bede’s Academy", _SCHOOL, _MIDDLE, "Southbrook", 1.1, 0.4, 0.6, False, (), "open", True, ("young",)),
    Sketch("eastfen-college", "Eastfen College", _SCHOOL, _LARGE, "Eastfen", 0.9, 0.45, 0.65, False, (), "open", True, ("young",)),
    Sketch("millbridge-school", "Millbridge School", _SCHOOL, _MIDDLE, "Millbridge", 0.7, 0.4, 0.5, False, (3,), "not started", True, ("young",)),
    Sketch("oakfield-nursery", "Oakfield Nursery", _SCHOOL, _SMALL, "Northmere", 1.5, 0.4, 0.6, False, (), "signed off", True, ("young",)),
    Sketch("fenside-high", "Fenside High School", _SCHOOL, _MIDDLE, "Eastfen", 0.6, 0.25, 0.45, False, (), "open", True, ("young",)),
    Sketch("vale-virtual-school", "Vale Virtual School", _SCHOOL, _SMALL, "Vale", 2.0, 0.4, 0.85, True, (3,), "signed off", True, ("young",)),
    Sketch("weirside-school", "Weirside Special School", _SCHOOL, _MIDDLE, "Southbrook", 2.2, 0.35, 0.8, True, (), "signed off", True, ("young",)),
    Sketch("vale-acute-trust", "Vale Hospitals", _HEALTH, _HUGE, "Vale", 0.8, 0.4, 0.65, True, (), "open"),
    Sketch("vale-mental-health", "Vale Mental Health Trust", _HEALTH, _HUGE, "Vale", 1.8, 0.45, 0.85, True, (), "signed off"),
    Sketch("vale-icb", "Vale Integrated Care Board", _HEALTH, _LARGE, "Vale", 1.0, 0.5, 0.7, True, (3,), "with sponsor", False),
    Sketch("riverside-surgery", "Riverside Surgery", _HEALTH, _SMALL, "Northmere", 1.0, 0.4, 0.5, True, (), "open", True, ("north",)),
    Sketch("vale-public-health", "Vale Public Health", _HEALTH, _MIDDLE, "Vale", 1.9, 0.45, 0.8, True, (), "signed off"),
    Sketch("fen-medical-centre", "Fen Medical Centre", _HEALTH, _SMALL, "Eastfen", 0.6, 0.3, 0.5, True, (3, 2), "not started"),
    Sketch("vale-probation", "Vale Probation", _JUSTICE, _LARGE, "Vale", 1.3, 0.4, 0.7, True, (), "open", True, ("north", "south")),
    Sketch("vale-youth-justice", "Vale Youth Justice Service", _JUSTICE, _MIDDLE, "Vale", 1.9, 0.5, 0.85, True, (), "signed off", True, ("young",)),
    Sketch("hmp-fenwick", "Fenwick Prison", _JUSTICE, _LARGE, "Eastfen", 0.5, 0.3, 0.6, True, (3,), "not started"),
    Sketch("lantern-house", "Lantern House", _CHARITY, _TINY, "Northmere", 2.1, 0.4, 0.45, True, (), "signed off", True, ("north",)),
    Sketch("open-door-vale", "Open Door Vale", _CHARITY, _SMALL, "Southbrook", 1.8, 0.4, 0.6, False, (), "signed off", True, ("south",)),
    Sketch("millbridge-carers", "Millbridge Carers", _CHARITY, _TINY, "Millbridge", 1.2, 0.4, 0.4, False, (3,), "open"),
    Sketch("vale-womens-centre", "Vale Women’s Centre", _CHARITY, _SMALL, "Vale", 2.3, 0.35, 0.75, False, (), "signed off", True, ("south",)),
    Sketch("eastfen-food-share", "Eastfen Food Share", _CHARITY, _TINY, "Eastfen", 0.9, 0.45, 0.4, False, (3,), "not started"),
    Sketch("second-tide", "Second Tide Recovery", _CHARITY, _SMALL, "Northmere", 1.9, 0.45, 0.7, False, (), "open", True, ("north",)),
    Sketch("young-voices", "Young Voices Vale", _CHARITY, _TINY, "Vale", 1.7, 0.5, 0.55, False, (), "signed off", True, ("young",)),
    Sketch("southbrook-mencare", "Southbrook Men’s Shed", _CHARITY, _TINY, "Southbrook", 0.8, 0.4, 0.4, True, (2,), "open"),
    Sketch("vale-fire", "Vale Fire and Rescue", _OTHER, _LARGE, "Vale", 0.8, 0.45, 0.65, True, (), "open", True, ("north", "south")),
    Sketch("vale-sport", "Active Vale", _OTHER, _SMALL, "Vale", 1.1, 0.4, 0.5, True, (3,), "not started"),
)


@dataclass(frozen=True, slots=True)
class Somebody:
    """A fictional person whom a visitor may continue as."""

    name: str
    email: str
    what: str
    role: Role
    organisation: str | None = None


PEOPLE = (
    Somebody("Alex Morgan", "alex.morgan@example.org", "Organisation lead at Northmere Borough Council, half-way through this year’s answers.", Role.ORGANISATION_LEAD, "northmere-council"),
    Somebody("Priya Shah", "priya.shah@example.org", "Contributor at Northmere Borough Council, who knows its housing teams.", Role.CONTRIBUTOR, "northmere-council"),
    Somebody("Sam Okafor", "sam.okafor@example.org", "Sponsor at Vale Homes, with an assessment to read and sign off.", Role.SPONSOR, "vale-homes"),
    Somebody("Bethan Rees", "bethan.rees@example.org", "Leads and runs Lantern House, a charity of five people, and has signed off this year.", Role.ORGANISATION_LEAD, "lantern-house"),
    Somebody("Dr Joan Ellery", "joan.ellery@example.org", "Independent Advisor: reads answers and evidence of every organisation.", Role.ADVISER),
    Somebody("Marcus Lee", "marcus.lee@example.org", "Member of the Leadership Group: compares across the area.", Role.LEADERSHIP_MEMBER),
    Somebody("Ruth Adeyemi", "ruth.adeyemi@example.org", "Project Lead: runs the year and sees who has come how far.", Role.PROJECT_LEAD),
)
