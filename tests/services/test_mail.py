"""Mail goes sealed to a server that proves who it is, and a password only then."""

import base64
import smtplib
import socketserver
import ssl
import subprocess
import threading
from contextlib import contextmanager

import pytest

from flow_forecaster.services.mail import MailServer, send_mail

NAME, PASSWORD = "ana", "weeks of zero count"
LOGIN = base64.b64encode(f"\0{NAME}\0{PASSWORD}".encode()).decode()
REFUSED = "535 5.7.8 no"


class Conversation(socketserver.StreamRequestHandler):
    """What a mail server says that wants to know who asks."""

    timeout = 10
    is_sealed = False

    def handle(self):
        if self.server.is_sealed_at_once:
            self.seal()
        self.say("220 here")
        while line := self.rfile.readline():
            verb, _, rest = line.decode().strip().partition(" ")
            self.server.heard.append((verb, self.is_sealed))
            if not getattr(self, f"on_{verb.lower()}", self.on_other)(rest):
                return

    def finish(self):
        super().finish()
        # Sealing made it another socket than the one that the server closes.
        self.connection.close()

    def on_ehlo(self, _rest):
        offers_seal = self.server.offers_seal and not self.is_sealed
        self.say("250-here", *(["250-STARTTLS"] if offers_seal else []), "250 AUTH PLAIN")
        return True

    def on_starttls(self, _rest):
        self.say("220 go on")
        self.seal()
        return True

    def on_auth(self, rest):
        self.say("235 welcome" if rest == f"PLAIN {LOGIN}" else REFUSED)
        return True

    def on_data(self, _rest):
        self.say("354 go on")
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            self.server.text += line
        self.say("250 taken")
        return True

    def on_quit(self, _rest):
        self.say("221 bye")
        return False

    def on_other(self, _rest):
        self.say("250 fine")
        return True

    def seal(self):
        self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
        self.is_sealed = True

    def say(self, *lines):
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, certificate, **said):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate)
        self.offers_seal = said.get("offers_seal", True)
        self.is_sealed_at_once = said.get("is_sealed_at_once", False)
        self.heard, self.text = [], b""

    def handle_error(self, request, client_address):
        """A client that does not trust the certificate hangs up."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A key and a certificate for this machine, which nobody trusts."""
    file = tmp_path_factory.mktemp("mail") / "server.pem"
    request = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    command = [*request.split(), "-subj", "/CN=mail", "-keyout", file, "-out", f"{file}.crt"]
    facts = ["subjectAltName=IP:127.0.0.1", "keyUsage=critical,digitalSignature,keyCertSign"]
    command += [word for fact in facts for word in ("-addext", fact)]
    subprocess.run(command, check=True, capture_output=True)
    with file.open("a") as joined:
        joined.write(file.with_name("server.pem.crt").read_text())
    return file


@pytest.fixture
def is_trusted(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


@contextmanager
def serving(certificate, **said):
    with Server(certificate, **said) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def send(server, *, security="starttls", password=PASSWORD):
    to = MailServer(
        host="127.0.0.1",
        port=server.server_address[1],
        user=NAME,
        password=password,
        sender="forecasts@example.org",
        security=security,
    )
    send_mail(to, "bia@example.org", "Olá", "A promessa é P85.")


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_mail_is_handed_in_sealed_and_with_a_log_in(certificate, is_trusted, security):
    with serving(certificate, is_sealed_at_once=security == "tls") as server:
        send(server, security=security)
    assert b"To: bia@example.org" in server.text
    assert {sealed for verb, sealed in server.heard if verb in {"AUTH", "MAIL", "DATA"}} == {True}
    assert ("AUTH", True) in server.heard


def test_a_wrong_password_hands_nothing_in(certificate, is_trusted):
    with serving(certificate) as server, pytest.raises(smtplib.SMTPAuthenticationError):
        send(server, password="guess")
    assert server.text == b""


def test_a_server_that_cannot_prove_who_it_is_learns_nothing(certificate):
    with serving(certificate) as server, pytest.raises(ssl.SSLCertVerificationError):
        send(server)
    assert "AUTH" not in dict(server.heard)
    assert server.text == b""


def test_without_a_seal_the_password_is_not_told(certificate, is_trusted):
    with (
        serving(certificate, offers_seal=False) as server,
        pytest.raises(smtplib.SMTPNotSupportedError),
    ):
        send(server)
    assert "AUTH" not in dict(server.heard)
    assert server.text == b""
