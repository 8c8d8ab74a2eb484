"""Letters: handed over to a real mail server, or laid into the outbox."""

from __future__ import annotations

import email
import email.policy
import logging
import socket
import stat
import time
from contextlib import contextmanager
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from assessment import mail
from assessment.config import MailServer
from assessment.mail import Carrier, Letter, Outbox, post
from tests.services import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

    from aiosmtpd.smtp import SMTP, Envelope, Session

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:aiosmtpd", "ignore:Requiring AUTH:UserWarning")

SENDER = "Fourfold – Überblick <fourfold@area.example.org>"
TOKEN = "8jq0Tq-not-for-any-log-1xWZ"
LETTER = Letter(
    "kim.reed@example.org",
    "Zoë Müller hat Sie eingeladen – 招待",
    f"Hello Zoë,\n\nhttps://fourfold.example.org/invitation/{TOKEN}\n\nGrüße, übermorgen\n",
    f'<html><body><p>Hello Zoë,</p><a href="https://fourfold.example.org/invitation/{TOKEN}">Grüße</a></body></html>',
)


class Letterbox:
    """Keeps what a mail server was handed; may refuse the first few letters."""

    def __init__(self, *refusals: str) -> None:
        self.envelopes: list[Envelope] = []
        self.refusals = list(refusals)
        self.tried = 0

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.tried += 1
        if self.refusals:
            return self.refusals.pop(0)
        self.envelopes.append(envelope)
        return "250 OK"


def only_letter(letterbox: Letterbox) -> EmailMessage:
    (envelope,) = letterbox.envelopes
    return email.message_from_bytes(envelope.content, policy=email.policy.default)


@contextmanager
def running(letterbox: Letterbox, **more: object) -> Iterator[MailServer]:
    """A mail server on a free port of this machine."""
    controller = Controller(letterbox, hostname="127.0.0.1", port=free_port(), **more)
    controller.start()
    try:
        yield MailServer(controller.hostname, controller.port, plain=True)
    finally:
        controller.stop()


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    monkeypatch.setattr(mail, "_PATIENCE_SECONDS", 0.5)


@pytest.fixture
def outbox(tmp_path) -> Outbox:
    return Outbox(tmp_path / "instance" / "outbox", SENDER)


def deliver(server: MailServer, outbox: Outbox, *letters: Letter) -> None:
    carrier = Carrier(server, outbox)
    for letter in letters or (LETTER,):
        carrier.send(letter)
    carrier.finish()


def laid_down(outbox: Outbox) -> list[Path]:
    return sorted(outbox.folder.glob("*")) if outbox.folder.exists() else []


def read(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def assert_is_the_letter(found: EmailMessage) -> None:
    assert found["From"] == SENDER
    assert found["To"] == LETTER.to
    assert found["Subject"] == LETTER.subject
    assert found.get_content_type() == "multipart/alternative"
    plain, html = found.iter_parts()
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert plain.get_content().replace("\r\n", "\n") == LETTER.text
    assert html.get_content().strip() == LETTER.html


def test_a_mail_server_receives_both_parts_and_every_umlaut(outbox):
    letterbox = Letterbox()
    with running(letterbox) as server:
        deliver(server, outbox)
    assert_is_the_letter(only_letter(letterbox))
    (envelope,) = letterbox.envelopes
    assert envelope.rcpt_tos == [LETTER.to]
    assert envelope.mail_from == "fourfold@area.example.org"
    assert laid_down(outbox) == []


def test_a_letter_says_when_it_was_sent_and_that_nobody_wrote_it_by_hand(outbox):
    letter = LETTER.message(SENDER)
    assert letter["Auto-Submitted"] == "auto-generated"
    assert abs(parsedate_to_datetime(letter["Date"]).timestamp() - time.time()) < 60
    assert letter["Message-ID"].endswith("@area.example.org>")
    assert letter["Message-ID"] != LETTER.message(SENDER)["Message-ID"]
    assert letter["Bcc"] is letter["Cc"] is None


@pytest.mark.parametrize("name", ["to", "subject"])
def test_a_line_break_adds_no_header(name):
    with pytest.raises(ValueError, match="linefeed or carriage return"):
        replace(LETTER, **{name: "kim@example.org\r\nBcc: everybody@example.org"}).message(SENDER)


def test_letters_arrive_one_after_another(outbox):
    letterbox = Letterbox()
    letters = [replace(LETTER, subject=f"Letter {number}") for number in range(5)]
    with running(letterbox) as server:
        deliver(server, outbox, *letters)
    arrived = [email.message_from_bytes(one.content)["Subject"] for one in letterbox.envelopes]
    assert arrived == [letter.subject for letter in letters]


def test_a_letter_that_was_refused_at_first_is_sent_again_and_once_only(outbox):
    letterbox = Letterbox("451 Try again later", "451 Try again later")
    with running(letterbox) as server:
        deliver(server, outbox)
    assert letterbox.tried == 3
    assert_is_the_letter(only_letter(letterbox))
    assert laid_down(outbox) == []


def test_a_server_that_is_down_leads_to_the_outbox(outbox):
    deliver(MailServer("127.0.0.1", free_port(), plain=True), outbox)
    (path,) = laid_down(outbox)
    assert path.suffix == ".eml"
    assert_is_the_letter(read(path))


def assert_log_is_discreet(caplog: pytest.LogCaptureFixture, *more: str) -> None:
    ours = [record for record in caplog.records if record.name == mail.log.name]
    said = "\n".join(record.getMessage() for record in ours)
    assert [record.levelno for record in ours] == [logging.WARNING] * 3 + [logging.ERROR]
    assert "it is in the outbox" in said
    assert not any(record.exc_info for record in ours)
    for secret in (LETTER.to, "kim.reed", TOKEN, "Zoë", "invitation", *more):
        assert secret not in said


@pytest.mark.parametrize(
    "refusal", ["550 kim.reed@example.org is not here", f"554 https://fourfold.example.org/invitation/{TOKEN} is spam"]
)
def test_what_is_logged_holds_no_address_and_no_token(outbox, caplog, refusal):
    with running(Letterbox(*[refusal] * 3)) as server:
        deliver(server, outbox)
    assert_log_is_discreet(caplog)
    assert_is_the_letter(read(*laid_down(outbox)))


def test_a_server_that_is_down_is_logged_without_address_and_token(outbox, caplog):
    deliver(MailServer("127.0.0.1", free_port(), "user", "a secret word", plain=True), outbox)
    assert_log_is_discreet(caplog, "a secret word")


def test_nobody_waits_for_a_server_that_says_nothing(outbox, monkeypatch):
    monkeypatch.setattr(mail, "_PATIENCE_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        carrier = Carrier(MailServer("127.0.0.1", silent.getsockname()[1], plain=True), outbox)
        before = time.monotonic()
        carrier.send(LETTER)
        assert time.monotonic() - before < 0.15
        carrier.finish()
    assert_is_the_letter(read(*laid_down(outbox)))


def test_a_server_without_encryption_is_given_nothing_unless_that_is_asked_for(outbox):
    letterbox = Letterbox()
    with running(letterbox) as server:
        deliver(replace(server, plain=False), outbox)
    assert letterbox.tried == 0
    assert len(laid_down(outbox)) == 1


def keeper(user: str, password: str) -> dict[str, object]:
    """What makes a mail server ask for a name and a password."""

    def authenticate(server: object, session: object, envelope: object, mechanism: str, given: object) -> AuthResult:
        right = (given.login, given.password) == (user.encode(), password.encode())
        return AuthResult(success=right, handled=right)

    return {"authenticator": authenticate, "auth_require_tls": False, "auth_required": True}


def test_a_server_that_asks_for_a_password_gets_it(outbox):
    letterbox = Letterbox()
    with running(letterbox, **keeper("user", "a secret word")) as server:
        deliver(replace(server, user="user", password="a secret word"), outbox)
    assert_is_the_letter(only_letter(letterbox))


def test_a_wrong_password_leads_to_the_outbox_and_not_into_the_log(outbox, caplog):
    letterbox = Letterbox()
    with running(letterbox, **keeper("user", "a secret word")) as server:
        deliver(replace(server, user="user", password="another word"), outbox)
    assert letterbox.tried == 0
    assert len(laid_down(outbox)) == 1
    assert_log_is_discreet(caplog, "another word")


def test_a_password_that_the_server_cannot_be_told_loses_no_letter(outbox):
    """Smtplib knows ASCII only here, and says so with a UnicodeEncodeError."""
    with running(Letterbox(), **keeper("user", "Schlüsselwort")) as server:
        deliver(replace(server, user="user", password="Schlüsselwort"), outbox)
    assert len(laid_down(outbox)) == 1


def test_a_letter_that_cannot_be_written_does_not_stop_those_after_it(outbox):
    letterbox = Letterbox()
    with running(letterbox) as server:
        deliver(server, outbox, replace(LETTER, subject="two\nlines"), LETTER)
    assert_is_the_letter(only_letter(letterbox))


@pytest.mark.parametrize("knows_it", [True, False])
def test_an_address_with_an_umlaut_is_reached_or_its_letter_kept(outbox, knows_it):
    letterbox = Letterbox()
    with running(letterbox, enable_SMTPUTF8=knows_it) as server:
        deliver(server, outbox, replace(LETTER, to="zoë@example.org"))
    assert [one.rcpt_tos for one in letterbox.envelopes] == ([["zoë@example.org"]] if knows_it else [])
    assert [str(read(path)["To"]) for path in laid_down(outbox)] == ([] if knows_it else ["zoë@example.org"])


def test_letters_in_the_outbox_are_for_the_programs_user_only(outbox):
    for _ in range(3):
        outbox.send(LETTER)
    paths = laid_down(outbox)
    assert len(paths) == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}
    for path in paths:
        assert_is_the_letter(read(path))
        assert "kim" not in path.name


def test_what_is_set_decides_who_takes_letters(settings, tmp_path):
    plain = replace(settings, instance=str(tmp_path), mail_from=SENDER)
    assert post(plain) == Outbox(tmp_path / "outbox", SENDER)
    letterbox = Letterbox()
    with running(letterbox) as server:
        carrier = post(replace(plain, mail_server=server))
        assert isinstance(carrier, Carrier)
        carrier.send(LETTER)
        carrier.finish()
    assert_is_the_letter(only_letter(letterbox))


def test_letters_that_a_server_did_not_take_lie_where_others_lie(settings, tmp_path):
    nobody = MailServer("127.0.0.1", free_port(), plain=True)
    carrier = post(replace(settings, instance=str(tmp_path), mail_from=SENDER, mail_server=nobody))
    carrier.send(LETTER)
    carrier.finish()
    (path,) = (tmp_path / "outbox").iterdir()
    assert_is_the_letter(read(path))
