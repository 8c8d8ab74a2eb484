"""What kinds of organisations an area has: sectors and size bands, with the names that screens show."""

from __future__ import annotations

from enum import StrEnum


class Sector(StrEnum):
    """The field in which an organisation works."""

    POLICE = "police"
    SOCIAL_CARE = "social-care"
    COUNCIL = "council"
    EDUCATION = "education"
    HEALTH = "health"
    JUSTICE = "justice"
    CHARITY = "charity"
    OTHER = "other"


class SizeBand(StrEnum):
    """How many people work for an organisation, volunteers included."""

    UNDER_10 = "under-10"
    FROM_10 = "10-49"
    FROM_50 = "50-249"
    FROM_250 = "250-999"
    FROM_1000 = "1000-plus"


SECTOR_NAMES = {
    Sector.POLICE: "Police and crime commissioner",
    Sector.SOCIAL_CARE: "Social care and early help",
    Sector.COUNCIL: "Council services",
    Sector.EDUCATION: "Schools, colleges and early years",
    Sector.HEALTH: "Health",
    Sector.JUSTICE: "Probation, youth justice and prisons",
    Sector.CHARITY: "Voluntary and community",
    Sector.OTHER: "Fire and rescue, and others",
}

SIZE_NAMES = {
    SizeBand.UNDER_10: "Under 10 people",
    SizeBand.FROM_10: "10 to 49 people",
    SizeBand.FROM_50: "50 to 249 people",
    SizeBand.FROM_250: "250 to 999 people",
    SizeBand.FROM_1000: "1,000 people or more",
}
