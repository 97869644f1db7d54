"""Servers that mean harm, one attack a test, against the real program: each ends with a clear sentence within its limits, nothing of it
is kept, and a healthy feed beside them is not held up."""
import gzip
import json
import os
import select
import socket
import subprocess
import tempfile
import threading
import time
import unittest

from publisher import Publisher, item_of

PITH = os.environ["PITH_BINARY"]
TIMEOUT = 3  # seconds, the setting feeds.timeout_s
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"


def whole(body, *headers):
    return OK + b"".join(h + b"\r\n" for h in headers) + b"Content-Length: %d\r\n\r\n" % len(body) + body


def send_for_ever(connection, piece):
    while True:
        connection.sendall(piece)


def wait_for_either(connection, event):
    """Until the other side is gone or the event is set."""
    while not event.is_set() and not select.select([connection], [], [], 0.1)[0]:
        pass


def entity_bomb():
    layers = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    return b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "aaaaaaaaaa">' + layers + b"]><rss><channel><title>&a11;</title></channel></rss>"


def quadratic_bomb():
    return (b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "' + b"a" * 50_000 + b'">]><rss><channel><title>' + b"&a;" * 50_000 +
            b"</title></channel></rss>")


# Made beforehand, so that the answers come at once whatever the machine does.
GZIP_BOMB = gzip.compress(b"<rss><channel>" + b" " * (64 << 20))
NESTED_BOMB = gzip.compress(gzip.compress(b" " * (64 << 20)))


class RawServer:
    """What speaks by itself on its connections, each in a thread: `speak(connection, path)`, the path without its slashes."""

    def __init__(self, host):
        self.host, self.socket = host, socket.create_server((host, 0), backlog=256)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.answer, args=(connection,), daemon=True).start()

    def answer(self, connection):
        try:
            with connection:
                self.speak(connection, connection.recv(65536).split(b" ")[1].decode().strip("/"))
        except (OSError, IndexError, AttributeError, ValueError):  # who asked is gone, or asked for nothing that is here
            pass

    def close(self):
        self.socket.close()


class HostileServer(RawServer):
    """Misbehaves by path, on a host of its own so that manners towards it hold up nobody else."""

    def __init__(self, host):
        self.asked = []
        self.ended = threading.Event()  # once it is set, what would go on goes on no more
        super().__init__(host)

    def close(self):
        self.ended.set()
        super().close()

    def url(self, path):
        return f"http://{self.host}:{self.port}{path}"

    def speak(self, connection, path):
        self.asked.append(path)
        getattr(self, path.partition("?")[0].replace("-", "_"))(connection)

    def silent(self, connection):
        wait_for_either(connection, self.ended)

    def drip(self, connection):
        connection.sendall(OK + b"Content-Length: 1000000\r\n\r\n")
        while not self.ended.wait(0.2):
            connection.sendall(b"<")

    def endless(self, connection):
        connection.sendall(OK + b"\r\n<rss><channel>")
        send_for_ever(connection, b"<item><title>x</title></item>" * 1000)

    def header_flood(self, connection):
        connection.sendall(OK)
        send_for_ever(connection, b"X-Flood: " + b"h" * 1000 + b"\r\n")

    def long_header(self, connection):
        connection.sendall(OK + b"X-Long: ")
        send_for_ever(connection, b"h" * 10000)

    def short(self, connection):
        connection.sendall(OK + b"Content-Length: 5000\r\n\r\n<rss><channel><title>x</title>")

    def gzip_bomb(self, connection):
        connection.sendall(whole(GZIP_BOMB, b"Content-Encoding: gzip"))

    def nested_gzip(self, connection):
        connection.sendall(whole(NESTED_BOMB, b"Content-Encoding: gzip, gzip"))

    def entity_bomb(self, connection):
        connection.sendall(whole(entity_bomb()))

    def quadratic_bomb(self, connection):
        connection.sendall(whole(quadratic_bomb()))

    def circle(self, connection):
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /circle\r\nContent-Length: 0\r\n\r\n")

    def to_a_file(self, connection):
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n")

    def to_the_inside(self, connection):
        connection.sendall(b"HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.9:8000/\r\nContent-Length: 0\r\n\r\n")

    def no_http(self, connection):
        connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")

    def bad_chunks(self, connection):
        connection.sendall(OK + b"Transfer-Encoding: chunked\r\n\r\nZZZ\r\n<rss>")

    def external_entity(self, connection):
        head = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "' + self.url("/dtd").encode() + b'"> %p;]>'
        connection.sendall(whole(head + b"<rss><channel><title>Feed &x;</title></channel></rss>"))

    def dtd(self, connection):
        connection.sendall(whole(b'<!ENTITY y "more">'))

    def deep(self, connection):
        connection.sendall(whole(b"<rss><channel><title>Deep</title>" + b"<a>" * 1_000_000))

    def many_items(self, connection):
        connection.sendall(whole(b"<rss><channel><title>Many</title>" + b"".join(b"<item><guid>%d</guid><title>t</title></item>" % n for n in range(20_000)) + b"</channel></rss>"))

    def long_text(self, connection):
        connection.sendall(whole(b"<rss><channel><title>" + b"long " * 1_000_000 + b"</title><item><guid>1</guid><title>" + b"x" * 3_000_000 +
                                 b"</title></item></channel></rss>"))


class Hostile(unittest.TestCase):
    def setUp(self):
        self.server = HostileServer("127.0.0.3")
        self.addCleanup(self.server.close)
        self.home = self.enterContext(tempfile.TemporaryDirectory())
        with open(os.path.join(self.home, "pith.toml"), "w", encoding="utf-8") as file:
            file.write(f'[feeds]\nallow_private = ["127.0.0.3", "127.0.0.1"]\ntimeout_s = {TIMEOUT}\nmax_mb = 8\n')

    def run_pith(self, *words, **options):
        return subprocess.run([PITH, *words, "--home", self.home], capture_output=True, text=True, timeout=120, **options)

    def fails(self, path, words):
        done = self.run_pith("add", self.server.url(path))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn(words, done.stderr)
        self.assertEqual(json.loads(self.run_pith("shows", "--json").stdout)["shows"], [])

    def test_a_silent_server(self):
        self.fails("/silent", f"no complete answer in time (at most {TIMEOUT} s)")

    def test_a_slow_drip(self):
        self.fails("/drip", "in time")

    def test_an_endless_body(self):
        self.fails("/endless", "more than 8 MB")

    def test_a_flood_of_headers(self):
        self.fails("/header-flood", "endless header")

    def test_one_endless_header(self):
        self.fails("/long-header", "could not be")

    def test_a_body_shorter_than_announced(self):
        self.fails("/short", "broke before the answer was complete")

    def test_a_decompression_bomb(self):
        self.fails("/gzip-bomb", "more than 8 MB")

    def test_a_decompression_bomb_within_another(self):
        self.fails("/nested-gzip", "more than 8 MB")

    def test_a_circle_of_redirects(self):
        self.fails("/circle", "in a circle")

    def test_a_redirect_to_a_file(self):
        self.fails("/to-a-file", "is not an http or https address")

    def test_a_redirect_into_the_private_network(self):
        self.fails("/to-the-inside", "private address 127.0.0.9")

    def test_a_server_of_another_protocol(self):
        self.fails("/no-http", "answers in another protocol than HTTP")

    def test_chunks_that_are_none(self):
        self.fails("/bad-chunks", "broke before the answer was complete")

    def test_an_xml_bomb(self):
        self.fails("/entity-bomb", "declares entities that would grow without end")

    def test_a_quadratic_xml_bomb_stays_small(self):
        done = self.run_pith("add", self.server.url("/quadratic-bomb"))
        self.assertIn(done.returncode, (0, 1))
        self.assertLess(len(self.run_pith("export").stdout), 200_000)

    def test_an_external_entity_is_not_loaded(self):
        done = self.run_pith("add", self.server.url("/external-entity"))
        self.assertEqual(done.returncode, 0, done.stderr)
        (show,) = json.loads(self.run_pith("shows", "--json").stdout)["shows"]
        self.assertEqual(show["title"], "Feed &x;")
        self.assertEqual(self.server.asked, ["external-entity"])  # not the DTD
        self.assertNotIn("root:", self.run_pith("export").stdout)

    def test_endless_nesting(self):
        done = self.run_pith("add", self.server.url("/deep"))
        self.assertIn(done.returncode, (0, 1))

    def test_more_items_than_are_read(self):
        done = self.run_pith("add", self.server.url("/many-items"))
        self.assertEqual(done.returncode, 0, done.stderr)
        (show,) = json.loads(self.run_pith("shows", "--json").stdout)["shows"]
        self.assertEqual(show["episodes"], 5000)

    def test_endless_texts_are_cut(self):
        done = self.run_pith("add", self.server.url("/long-text"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertLess(len(self.run_pith("export").stdout), 1_000_000)

    def test_a_healthy_feed_is_done_beside_many_that_end_only_after_it(self):
        publisher = self.enterContext(Publisher())
        publisher.serve_show(title="Healthy", items=item_of("g", "One"))
        hostile = [HostileServer(f"127.0.0.{n}") for n in range(10, 30)]
        for server in hostile:
            self.addCleanup(server.close)
        hosts = ", ".join(f'"127.0.0.{n}"' for n in range(10, 30))
        with open(os.path.join(self.home, "pith.toml"), "w", encoding="utf-8") as file:
            file.write(f'[feeds]\nallow_private = ["127.0.0.1", {hosts}]\ntimeout_s = 120\n')
        urls = [server.url("/silent" if n % 2 else "/drip") for n, server in enumerate(hostile)] + [publisher.url("/feed.xml")]
        with subprocess.Popen([PITH, "add", *urls, "--home", self.home], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
            first = next(line for line in process.stderr if line.startswith("follow"))
            for server in hostile:
                server.close()
            self.assertIn("Healthy", first)
            process.stderr.read()
            self.assertEqual(process.wait(), 1)
        (show,) = json.loads(self.run_pith("shows", "--json").stdout)["shows"]
        self.assertEqual(show["title"], "Healthy")


class Crowd(RawServer):
    """Silent servers, each under a name of its own, and a healthy one that answers only once all silent ones have been asked; those
    hang up after it."""

    def __init__(self, silent):
        self.wanted, self.asked, self.given_up, self.open = silent, 0, 0, None
        self.quiet = False  # else the silent ones are healthy too
        self.changed, self.answered = threading.Condition(), threading.Event()
        super().__init__("127.0.0.1")

    def urls(self):
        return [f"http://s{n}.localhost:{self.port}/{'silent' if n else 'healthy'}/{n}" for n in range(self.wanted + 1)]

    def speak(self, connection, path):
        kind, number = path.split("/")
        if self.quiet and kind == "silent":
            return self.be_silent(connection)
        if self.quiet:
            self.wait_for_all()
        body = f"<rss><channel><title>Show {number}</title>{item_of(f'{kind}{self.quiet}', 'One')}</channel></rss>".encode()
        connection.sendall(whole(body, b"Connection: close"))
        if self.quiet:
            self.answered.set()

    def be_silent(self, connection):
        with self.changed:
            self.asked += 1
            self.changed.notify_all()
        wait_for_either(connection, self.answered)
        with self.changed:
            self.given_up += 1
            self.changed.notify_all()

    def wait_for_all(self):
        with self.changed:
            self.changed.wait_for(lambda: self.asked == self.wanted or self.given_up, 100)
            self.open = self.asked - self.given_up


class Silence(unittest.TestCase):
    SILENT = 64

    def setUp(self):
        self.crowd = Crowd(self.SILENT)
        self.addCleanup(self.crowd.close)
        self.home = self.enterContext(tempfile.TemporaryDirectory())
        with open(os.path.join(self.home, "pith.toml"), "w", encoding="utf-8") as file:
            file.write('[feeds]\nallow_private = [".localhost"]\ntimeout_s = 120\n')

    def run_pith(self, *words):
        return subprocess.run([PITH, *words, "--home", self.home], capture_output=True, text=True, timeout=240)

    def test_many_silent_servers_hold_up_no_address_that_is_taken_up(self):
        self.crowd.quiet = True
        done = self.run_pith("add", *self.crowd.urls())
        self.assertEqual(self.crowd.open, self.SILENT, done.stderr)
        (show,) = json.loads(self.run_pith("shows", "--json").stdout)["shows"]
        self.assertEqual(show["title"], "Show 0")

    def test_many_silent_servers_hold_up_no_feed_that_is_followed(self):
        added = self.run_pith("add", *self.crowd.urls(), "--now", "2026-11-02T06:00:00Z")
        self.assertEqual(added.returncode, 0, added.stderr)
        self.crowd.quiet = True
        done = self.run_pith("scan")
        self.assertEqual(self.crowd.open, self.SILENT, done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=1)
