"""Mail servers for tests: one that can be told how to answer, and one that writes to a file, slowly."""

import os
import time
from contextlib import contextmanager
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

from django.core.mail.backends.base import BaseEmailBackend


class FileBackend(BaseEmailBackend):
    """Adds a line to SAMGAK_TEST_MAIL for each letter, and takes its time before and after."""

    def send_messages(self, email_messages):
        for message in email_messages:
            time.sleep(0.15)
            with open(os.environ["SAMGAK_TEST_MAIL"], "a", encoding="utf-8") as file:
                file.write(f"{message.to[0]}\n")
            time.sleep(0.15)
        return len(email_messages)


class SlowPageBackend:
    """The page backend of the demonstration, slowed down."""

    is_part_of_the_transaction = True

    def __init__(self, fail_silently=False, **kwargs):
        from samgak.correspondence.backend import PageBackend  # Django is set up only now

        self.page = PageBackend()

    def send_messages(self, email_messages):
        self.page.send_messages(email_messages)
        time.sleep(0.3)


class Conversation(StreamRequestHandler):
    """SMTP as far as a letter needs it; `server.answers` replaces answers by the word they follow."""

    def handle(self):
        self.say("220 test")
        while line := self.rfile.readline().decode().strip():
            word = line.split(":")[0].split(" ")[0].upper()
            answer = self.server.answers.get(word, "250 ok")
            if answer is None:
                return
            if word == "DATA":
                answer = self.take_data()
            if answer is None:
                return
            self.say("221 bye" if word == "QUIT" else answer)

    def take_data(self):
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        self.server.letters.append(b"".join(lines).decode())
        return self.server.answers.get(".", "250 taken")

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mail_server(settings, **answers):
    """A mail server on loopback that Django is told to use; `.letters` is what it took."""
    with ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads = True
        server.answers, server.letters = answers, []
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
