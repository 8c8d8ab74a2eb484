"""Put the application together; nothing else does."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from flask import Flask
from flask_wtf.csrf import generate_csrf
from jinja2 import StrictUndefined

from assessment.banks.published import require_unchanged
from assessment.config import Settings
from assessment.resources import folder
from assessment.store.session import connect
from assessment.web.account import account, authenticator, offers, own_data, passkeys
from assessment.web.banks import banks, catalogues, drafts
from assessment.web.compare import compare, priorities, saved
from assessment.web.entrance import mailed_links, sign_in, single_sign_on
from assessment.web.entrance import passkeys as passkey_sign_in
from assessment.web.frame import (
    access,
    announcements,
    assets,
    clock,
    database,
    errors,
    formats,
    guards,
    headers,
    kept_parts,
    letters,
    login,
    macros,
    navigation,
    once,
    remembered_addresses,
)
from assessment.web.home import home, ours
from assessment.web.organisations import (
    consent,
    information_requests,
    organisation,
    organisations,
    partnerships,
    years,
)
from assessment.web.pages import pages
from assessment.web.people import colleagues, imports, people
from assessment.web.questionnaire import check, evidence, evidence_files, items, signing, staff_survey, tasks
from assessment.web.quick_check import quick_check
from assessment.web.results import results
from assessment.web.trust import record

if TYPE_CHECKING:
    from assessment.store.session import Database

LARGEST_REQUEST = 256 * 1024
FRAME = (
    guards,
    access,
    clock,
    remembered_addresses,
    kept_parts,
    assets,
    errors,
    formats,
    headers,
    letters,
    login,
    macros,
    navigation,
    once,
    announcements,
)
ROOMS = (
    (home, ours, pages),
    (sign_in, passkey_sign_in, mailed_links),
    (account, authenticator, passkeys, own_data, offers),
    (tasks, items, evidence, evidence_files, staff_survey, check, signing),
    (results, compare, saved, priorities, quick_check),
    (banks, catalogues, drafts),
    (organisations, organisation, consent, partnerships, years, information_requests),
    (people, colleagues, imports),
    (record,),
)


def create_app(settings: Settings | None = None, database_given: Database | None = None) -> Flask:
    """Make the application from its settings, on a database that is already open or on the one they name."""
    settings = settings or Settings.from_environment()
    require_unchanged()
    app = Flask("assessment", template_folder=str(folder("templates")))
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        SESSION_COOKIE_NAME="__Host-fourfold" if settings.secure_cookies else "fourfold",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(settings=settings, token=generate_csrf)
    database.init_app(app, database_given or connect(settings.database_url, settings.zone))
    for part in (*FRAME, evidence_files):
        part.init_app(app)
    for room in chain.from_iterable(ROOMS):
        app.register_blueprint(room.bp)
    if settings.demonstration:
        app.register_blueprint(sign_in.demonstration)
    if settings.sign_in_service:
        single_sign_on.init_app(app, settings.sign_in_service)
    return app
