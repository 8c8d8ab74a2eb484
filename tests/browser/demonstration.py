"""Who is who in the demonstration."""

from __future__ import annotations

LEAD, ADMINISTRATOR, RUTH, GROUP = "Alex Morgan", "Iris Tan", "Ruth Adeyemi", "Marcus Lee"
ADVISER = "Dr Joan Ellery"
COUNCIL = "/organisations/northmere-council"
