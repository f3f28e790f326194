"""Mail, by a server that speaks SMTP."""

from __future__ import annotations

import logging
import smtplib
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from flow_forecaster.domain.errors import AppError

log = logging.getLogger(__name__)

TIMEOUT_S = 10
"""How long the server may be silent."""

MOST_UNDER_WAY = 20


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in; ``security`` is starttls, tls or none."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    sender: str
    security: str

    @property
    def domain(self) -> str:
        """The sender's."""
        return self.sender.rpartition("@")[2]


class PostOffice:
    """Hands mail in beside what the asker waits for, a bounded number at a time."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._places = threading.BoundedSemaphore(MOST_UNDER_WAY)

    def post(
        self, to: str, subject: str, text: str, *, only_if: Callable[[], bool] = lambda: True
    ) -> None:
        """Send a mail soon, if ``only_if`` says so then; what fails is logged."""
        if not self._places.acquire(blocking=False):
            log.error("A mail was dropped: %s are under way already.", MOST_UNDER_WAY)
            return
        threading.Thread(target=self._send, args=(to, subject, text, only_if)).start()

    def _send(self, to: str, subject: str, text: str, only_if: Callable[[], bool]) -> None:
        try:
            if only_if():
                send_mail(self._server, to, subject, text)
        except (OSError, smtplib.SMTPException, AppError) as error:
            # Neither whom it was for nor what the server said: it may repeat the address.
            log.error("A mail could not be sent: %s", type(error).__name__)
        finally:
            self._places.release()


def send_mail(server: MailServer, to: str, subject: str, text: str) -> None:
    """Hand a mail in.

    Raises
    ------
    OSError, SMTPException
        If the server does not answer or does not take it.
    """
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = server.sender, to, subject
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=server.domain)
    message.set_content(text)
    with _connect(server) as connection:
        if server.security == "starttls":
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
        connection.send_message(message)


def _connect(server: MailServer) -> smtplib.SMTP:
    # Not told who greets it, the library looks this machine's name up, which can take long.
    name = server.domain
    if server.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, name, timeout=TIMEOUT_S, context=context)
    return smtplib.SMTP(server.host, server.port, name, timeout=TIMEOUT_S)
