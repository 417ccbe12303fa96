"""Sends codes by e-mail, through the operator's mail server."""

import asyncio
import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate

from tambour.adapters.senders.texts import subject_of, text_of
from tambour.domain.errors import Retry

TIMEOUT_S = 6.0
AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class MailSender:
    """`tls`: starttls, tls, or none (a mail server on the same machine). `user` '' signs in nowhere."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    tls: str = "starttls"
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def send_code(self, target: str, code: str, lang: str) -> None:
        """smtplib in a thread. Raises Retry when the server refuses or is away; nothing of the mail is told."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Date"] = self.sender, target, formatdate()
        mail["Subject"] = subject_of(code, lang)
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(text_of(code, lang))
        async with self.turns:
            try:
                await asyncio.to_thread(self.deliver, mail)
            except (OSError, smtplib.SMTPException) as away:
                raise Retry(30, "the mail server does not take it") from away

    def deliver(self, mail: EmailMessage) -> None:
        """Blocking."""
        context = ssl.create_default_context()
        if self.tls == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT_S, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_S)
        with server:
            if self.tls == "starttls":
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
            server.send_message(mail)
