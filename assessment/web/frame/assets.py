"""Addresses of scripts and styles that change with their content, so that browsers may keep them for a year."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from flask import current_app, request

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Let templates ask for these addresses."""
    app.jinja_env.globals["asset"] = asset


def asset(name: str) -> str:
    """The address of a file under static, with a mark of its content."""
    return f"{request.script_root}{_path(name)}"


@cache
def _path(name: str) -> str:
    path = current_app.static_url_path or ""
    return f"{path}/{name}?v={_mark(name)}"


@cache
def _mark(name: str) -> str:
    return sha256(files("assessment").joinpath("static", name).read_bytes()).hexdigest()[:12]
