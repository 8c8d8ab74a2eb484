"""Put the application together; nothing else does."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from flask import Flask
from flask_wtf.csrf import generate_csrf
from jinja2 import StrictUndefined

from assessment.banks.published import require_unchanged
from assessment.config import Settings
from assessment.store.session import connect
from assessment.web import (
    access,
    account,
    assets,
    authenticator,
    banks,
    catalogues,
    colleagues,
    consent,
    database,
    drafts,
    errors,
    evidence_files,
    formats,
    guards,
    headers,
    home,
    imports,
    information_requests,
    leadership,
    letters,
    login,
    mailed_links,
    organisations,
    pages,
    partnerships,
    passkeys,
    people,
    privacy,
    questionnaire,
    quick_check,
    record,
    results,
    sign_in,
    signing,
    single_sign_on,
    years,
)

if TYPE_CHECKING:
    from assessment.store.session import Database

LARGEST_REQUEST = 256 * 1024
ROOMS = (
    home,
    sign_in,
    passkeys,
    mailed_links,
    account,
    authenticator,
    questionnaire,
    evidence_files,
    signing,
    results,
    leadership,
    banks,
    quick_check,
    catalogues,
    drafts,
    organisations,
    colleagues,
    consent,
    partnerships,
    years,
    people,
    imports,
    record,
    privacy,
    information_requests,
    pages,
)


def create_app(settings: Settings | None = None, database_given: Database | None = None) -> Flask:
    """Make the application from its settings, on a database that is already open or on the one they name."""
    settings = settings or Settings.from_environment()
    require_unchanged()
    app = Flask("assessment", template_folder=str(files("assessment.templates")))
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
    database.init_app(app, database_given or connect(settings.database_url))
    for part in (guards, access, assets, errors, evidence_files, formats, headers, letters, login):
        part.init_app(app)
    for room in ROOMS:
        app.register_blueprint(room.bp)
    if settings.demonstration:
        app.register_blueprint(sign_in.demonstration)
    if settings.sign_in_service:
        single_sign_on.init_app(app, settings.sign_in_service)
    return app
