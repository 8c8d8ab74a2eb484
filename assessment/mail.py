"""Hand letters over to a mail server, or lay them into a folder where there is none."""

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

    Failed = Callable[[], None]  # what to do once it is clear that nobody took a letter

_PATIENCE_SECONDS = 20
_TRIES = 3
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one person, in plain text and in HTML."""

    to: str
    subject: str
    text: str
    html: str

    def message(self, sender: str) -> EmailMessage:
        """The letter as it travels."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, self.to, self.subject
        message["Date"] = formatdate(localtime=False)
        message["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2] or "localhost")
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(self.text)
        message.add_alternative(self.html, subtype="html")
        return message


class Post(Protocol):
    """Whoever takes letters."""

    def send(self, letter: Letter, failed: Failed | None = None) -> None:
        """Take a letter; returns at once, and later calls `failed` where no server took it."""


@dataclass(frozen=True, slots=True)
class Outbox:
    """A folder of letters that nobody carries away: for trying things out, and for what a server did not take."""

    folder: Path
    sender: str

    def send(self, letter: Letter, failed: Failed | None = None) -> None:  # noqa: ARG002 - nobody carries it away
        """Lay a letter into the folder, readable by the program's user only."""
        self.folder.mkdir(parents=True, exist_ok=True)
        message = letter.message(self.sender)
        name = f"{message['Date'][5:25].replace(' ', '-').replace(':', '')}-{uuid4().hex[:8]}.eml"
        path = self.folder / name
        path.touch(mode=0o600)
        path.write_bytes(message.as_bytes())


class Carrier:
    """Hands letters to a mail server one after another, in the background, so that nobody waits for it.

    How long a page takes must not tell whether a letter was sent.
    """

    def __init__(self, server: MailServer, outbox: Outbox) -> None:
        self._server, self._outbox = server, outbox
        self._hands = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")

    def send(self, letter: Letter, failed: Failed | None = None) -> None:
        """Take a letter, to be handed over soon; what the server does not take is laid into the outbox."""
        self._hands.submit(self._carry, letter, failed)

    def finish(self) -> None:
        """Wait until every letter is handed over."""
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
            log.error("A letter could not be written: %s", type(problem).__name__)  # noqa: TRY400 - it names people
        else:
            log.error("A letter was not taken by the mail server; it lies in the outbox.")
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
        log.error("That a letter failed could not be kept: %s", type(problem).__name__)  # noqa: TRY400 - it names people


def post(settings: Settings) -> Post:
    """Who takes the letters of this installation."""
    outbox = Outbox(Path(settings.instance) / "outbox", settings.mail_from)
    return Carrier(settings.mail_server, outbox) if settings.mail_server else outbox
