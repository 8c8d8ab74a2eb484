"""Where the pages of a questionnaire are: an organisation's own, or those of a preview."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for


@dataclass(frozen=True, slots=True)
class OfAssessment:
    """The pages of one assessment."""

    assessment_id: int

    def tasks(self, anchor: str | None = None) -> str:
        """The task list."""
        return url_for("tasks.show", assessment_id=self.assessment_id, _anchor=anchor)

    def item(self, item_id: str) -> str:
        """One item."""
        return url_for("items.show", assessment_id=self.assessment_id, item_id=item_id)


@dataclass(frozen=True, slots=True)
class OfPreview:
    """The pages of a draft as an organisation of some sector would see it."""

    bank_id: str
    sector: str

    def tasks(self, anchor: str | None = None) -> str:
        """The list of everything that would be asked."""
        return url_for("drafts.preview", bank_id=self.bank_id, sector=self.sector, _anchor=anchor)

    def item(self, item_id: str) -> str:
        """One item."""
        return url_for("drafts.item", bank_id=self.bank_id, item_id=item_id, sector=self.sector)
