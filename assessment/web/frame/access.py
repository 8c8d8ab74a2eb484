"""Load what an address names, ask whether this person may, and only then hand it to the view."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from flask import abort, current_app, g, redirect, url_for
from werkzeug.routing import BaseConverter

from assessment.domain.people.permissions import STRONG_ROLES, Permission, Role, may, refusal
from assessment.store import assessments
from assessment.web.frame import login, once, sign_in_again
from assessment.web.frame.database import db

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.typing import ResponseReturnValue

    from assessment.domain.area.organisations import Organisation
    from assessment.domain.people.signed_in import SignedIn

    View = Callable[..., ResponseReturnValue]


Found = TypeVar("Found")


class NumberConverter(BaseConverter):
    """A row's number in an address, never so long that a database could choke on it."""

    regex = r"[1-9]\d{0,8}"

    def to_python(self, value: str) -> int:
        """The number itself."""
        return int(value)


class ReferenceConverter(BaseConverter):
    """An organisation's or item's reference in an address."""

    regex = r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}"


class TokenConverter(BaseConverter):
    """A random token in an address."""

    regex = r"[A-Za-z0-9_-]{43}"


def init_app(app: Flask) -> None:
    """Teach the app's addresses these converters, and its templates what somebody may do."""
    app.url_map.converters.update(number=NumberConverter, ref=ReferenceConverter, token=TokenConverter)
    app.jinja_env.globals.update(
        may=may_here, carry=may, roles_here=_roles_here, Permission=Permission, visitor=login.person
    )


def public(view: View) -> View:
    """Open a view to everybody, signed in or not."""
    view.permission = None  # type: ignore[attr-defined]
    return view


def requires(permission: Permission) -> Callable[[View], View]:
    """Open a view only to people with this permission towards what its address names.

    Who holds no role there gets "not found", so that numbers in addresses tell nothing; who belongs there but
    lacks the permission is told so. Who is signed in keeps their account, and answers offers, without any role.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(**address: Any) -> ResponseReturnValue:
            person = login.person()
            if person is None:
                return sign_in_again.ask()
            if not person.all_roles and permission is not Permission.KEEP_ACCOUNT:
                return redirect(url_for("offers.index"))
            if needs_second_factor(person) and permission is not Permission.KEEP_ACCOUNT:
                return redirect(url_for("account.set_up"))
            reached = _reach(address, permission, person)
            g.roles = reached.roles
            if permission is not Permission.KEEP_ACCOUNT and not may(permission, reached.roles):
                current_app.logger.warning("Refused: person %d may not %s", person.id, permission.value)
                abort(403, refusal(permission))
            return once.act_once(lambda: view(**reached.handed))

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return guard


def allowed(permission: Permission) -> bool:
    """Whether who reads a public page may do something somewhere, signed in as their roles ask for."""
    person = login.person()
    return person is not None and not needs_second_factor(person) and may(permission, person.all_roles)


def needs_second_factor(person: SignedIn) -> bool:
    """Whether somebody's roles ask for a second factor or a passkey that this sign-in did not take."""
    return not person.strong and not STRONG_ROLES.isdisjoint(person.all_roles)


class _Reached(NamedTuple):
    handed: dict[str, Any]
    roles: frozenset[Role]


def _reach(address: dict[str, Any], permission: Permission, person: SignedIn) -> _Reached:
    handed = dict(address)
    everywhere = may(permission, person.area_roles)
    if "assessment_id" in address:
        found = assessments.assessment_within_reach(db(), handed.pop("assessment_id"), person, everywhere=everywhere)
        handed["assessment"] = _found(found)
        return _Reached(handed, person.roles_towards(handed["assessment"].organisation_id))
    if "reference" in address:
        organisation = assessments.organisation_within_reach(
            db(), handed.pop("reference"), person, everywhere=everywhere
        )
        handed["organisation"] = _found(organisation)
        return _Reached(handed, person.roles_towards(handed["organisation"].id))
    return _Reached(handed, person.all_roles)


def _found(thing: Found | None) -> Found:
    if thing is None:
        abort(404)
    return thing


def may_here(permission: Permission, organisation: Organisation | None = None) -> bool:
    """Whether who is signed in may do something towards what the address names, or towards an organisation."""
    if organisation is None:
        return may(permission, _roles_here())
    person = login.person()
    return person is not None and may(permission, person.roles_towards(organisation.id))


def _roles_here() -> frozenset[Role]:
    """The roles that count on this page: towards what its address names, or any that are held."""
    person = login.person()
    return frozenset() if person is None else g.get("roles", person.all_roles)
