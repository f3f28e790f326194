"""A mail server on the loopback, which takes what it is given and keeps it."""

import email
import email.policy
import queue
import socketserver
import threading
from contextlib import contextmanager


class _Conversation(socketserver.StreamRequestHandler):
    timeout = 10

    def handle(self):
        self.say("220 here")
        for line in self.rfile:
            verb = line.split()[0].upper() if line.split() else b""
            if verb == b"DATA":
                self.say("354 go on")
                self.server.mails.put(self.read_mail())
                self.say("250 taken")
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def read_mail(self):
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line)
        return email.message_from_bytes(b"".join(lines), policy=email.policy.default)

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True


class MailBox:
    """What came, in order."""

    def __init__(self, server):
        self.port = server.server_address[1]
        self._mails = server.mails

    def next(self, timeout_s=10):
        return self._mails.get(timeout=timeout_s)

    @property
    def is_empty(self):
        return self._mails.empty()


@contextmanager
def mail_server():
    with _Server(("127.0.0.1", 0), _Conversation) as server:
        server.mails = queue.Queue()
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield MailBox(server)
        server.shutdown()
        thread.join()
