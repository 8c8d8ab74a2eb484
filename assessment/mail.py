"""Send emails through a mail server, or save them in a folder if there is none."""

from __future__ import annotations

import logging
import smtplib
import ssl
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessment.config import MailServer, Settings

    Failed = Callable[[], None]  # what to do once it is clear that an email could not be sent

_PATIENCE_SECONDS = 20
_TRIES = 3
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Letter:
    """An email to one person, in plain text and in HTML."""

    to: str
    subject: str
    text: str
    html: str

    def message(self, sender: str) -> EmailMessage:
        """The email as it is sent."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, self.to, self.subject
        message["Date"] = formatdate(localtime=False)
        message["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2] or "localhost")
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(self.text)
        message.add_alternative(self.html, subtype="html")
        return message


class Post(Protocol):
    """Whatever sends emails."""

    def send(self, letter: Letter, failed: Failed | None = None) -> None:
        """Accept an email; returns at once, and later calls `failed` if no server accepted it."""


@dataclass(frozen=True, slots=True)
class Outbox:
    """A folder of emails that were not sent: for trying things out, and for those a server refused."""

    folder: Path
    sender: str

    def send(self, letter: Letter, failed: Failed | None = None) -> None:  # noqa: ARG002 - saving cannot fail later
        """Save an email in the folder, readable only by the user that Fourfold runs as."""
        self.folder.mkdir(parents=True, exist_ok=True)
        message = letter.message(self.sender)
        name = f"{message['Date'][5:25].replace(' ', '-').replace(':', '')}-{uuid4().hex[:8]}.eml"
        path = self.folder / name
        path.touch(mode=0o600)
        path.write_bytes(message.as_bytes())


class Carrier:
    """Sends emails through a mail server one after another, in the background, so that no page waits for it.

    How long a page takes must not show whether an email was sent.
    """

    def __init__(self, server: MailServer, outbox: Outbox) -> None:
        self._server, self._outbox = server, outbox
        self._hands = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")

    def send(self, letter: Letter, failed: Failed | None = None) -> None:
        """Accept an email, to be sent soon; what the server refuses is saved in the outbox."""
        self._hands.submit(self._carry, letter, failed)

    def finish(self) -> None:
        """Wait until every email has been sent."""
        done: Future[None] = self._hands.submit(lambda: None)
        done.result()

    def _carry(self, letter: Letter, failed: Failed | None) -> None:
        for number in range(1, _TRIES + 1):
            try:
                self._hand_over(letter)
            except Exception as problem:
                log.warning("Mail server, try %d of %d: %s", number, _TRIES, type(problem).__name__)
            else:
                return
        try:
            self._outbox.send(letter)
        except Exception as problem:
            log.error("An email could not be saved: %s", type(problem).__name__)  # noqa: TRY400 - it names people
        else:
            log.error("The mail server did not accept an email; it is in the outbox.")
        if failed:
            _tell(failed)

    def _hand_over(self, letter: Letter) -> None:
        server, context = self._server, ssl.create_default_context()
        place = (server.host, server.port)
        with (
            smtplib.SMTP_SSL(*place, timeout=_PATIENCE_SECONDS, context=context)
            if server.from_start
            else smtplib.SMTP(*place, timeout=_PATIENCE_SECONDS)
        ) as connection:
            if not server.from_start and not server.plain:
                connection.starttls(context=context)
            if server.user:
                connection.login(server.user, server.password)
            connection.send_message(letter.message(self._outbox.sender))


def _tell(failed: Failed) -> None:
    try:
        failed()
    except Exception as problem:
        log.error("A failed email could not be recorded: %s", type(problem).__name__)  # noqa: TRY400 - it names people


def post(settings: Settings) -> Post:
    """What sends the emails of this installation."""
    outbox = Outbox(Path(settings.instance) / "outbox", settings.mail_from)
    return Carrier(settings.mail_server, outbox) if settings.mail_server else outbox
