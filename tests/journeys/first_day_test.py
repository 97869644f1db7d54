"""A new user's first day: pith serve is started after the hour, feeds and mail servers are slow or gone, and what is said of it."""
import email
import email.policy
import json
import os
import subprocess
import tempfile
import threading
import time
import unittest

from asking import HTTPError, urlopen
from publisher import Publisher, item_of, talk
from served_home import held_port

PITH = os.environ["PITH_BINARY"]


class FirstDay(unittest.TestCase):
    def setUp(self):
        self.publisher = self.enterContext(Publisher())
        self.home = self.enterContext(tempfile.TemporaryDirectory())
        self.site = f"127.0.0.1:{held_port()}"
        self.set('[reader]\nemail = "ann@example.org"\nzone = "UTC"\n')

    def set(self, more=""):
        with open(os.path.join(self.home, "pith.toml"), "w", encoding="utf-8") as file:
            file.write(f'[feeds]\nallow_private = ["{self.publisher.host}"]\n[web]\nlisten = "{self.site}"\n{more}')

    def pith(self, *words, **more):
        return subprocess.run([PITH, *words, "--home", self.home], capture_output=True, text=True, timeout=150, **more)

    def serve(self, *words):
        self.said = open(os.path.join(self.home, "said"), "w+", encoding="utf-8")  # pylint: disable=consider-using-with
        self.addCleanup(self.said.close)
        server = subprocess.Popen([PITH, "serve", "--home", self.home, *words], stdout=self.said, stderr=self.said)
        self.addCleanup(server.wait)
        self.addCleanup(server.terminate)

    def heard(self):
        with open(self.said.name, encoding="utf-8") as file:
            return file.read()

    def until(self, true):
        for _ in range(1200):
            if found := true():
                return found
            time.sleep(0.1)
        raise AssertionError(self.heard())

    def a_show(self):
        """With one episode, whose transcript is given out once `given` is set."""
        self.given = threading.Event()
        self.addCleanup(self.given.set)
        url = self.publisher.url
        self.publisher.serve_show(items=item_of("g1", "The first", url("/one.vtt"), url("/one.mp3")))

        def slow(_):
            self.given.wait(100)
            return 200, {"Content-Type": "text/vtt"}, talk("one")
        self.publisher.routes["/one.vtt"] = slow

    def outbox(self):
        folder = os.path.join(self.home, "outbox")
        return [os.path.join(folder, name) for name in os.listdir(folder)] if os.path.isdir(folder) else []

    def test_the_brief_of_a_home_that_starts_after_its_hour_comes_once_the_first_episode_is_distilled(self):
        self.a_show()
        self.assertEqual(self.pith("add", self.publisher.url("/feed.xml"), "--now", "2026-11-02T12:00:00Z").returncode, 0)
        self.serve("--now", "2026-11-02T12:00:00Z")
        self.until(lambda: self.publisher.hits("/one.vtt"))
        time.sleep(2)
        self.assertEqual((self.outbox(), "picks" in self.heard()), ([], False))
        self.given.set()
        (mail,) = self.until(self.outbox)
        with open(mail, "rb") as file:
            self.assertEqual(email.message_from_binary_file(file, policy=email.policy.default)["To"], "ann@example.org")

    def fill(self):
        self.a_show()
        self.given.set()
        self.pith("add", self.publisher.url("/feed.xml"))
        self.assertEqual(self.pith("scan").returncode, 0)

    def test_a_mail_that_waits_for_its_server_is_said_to(self):
        self.fill()
        self.set('[reader]\nemail = "ann@example.org"\n[mail]\nsmtp_url = "smtp://127.0.0.1:9"\n')
        self.assertIn("ann@example.org", self.pith("doctor").stdout)
        self.pith("brief")
        done = self.pith("send")
        self.assertEqual(done.returncode, 1, done)
        self.assertRegex(done.stdout, r"^1 mail waits until 20\S+Z: .*127.0.0.1")
        self.assertIn("ann@example.org: not sent yet, it is tried again: ", done.stderr)
        again = self.pith("send", "--json")
        self.assertEqual((again.returncode, [list(one) for one in json.loads(again.stdout)["waiting"]]), (1, [["until", "problem"]]))

    def test_a_missing_mail_password_hinders_nothing_but_mails(self):
        self.fill()
        self.set('[reader]\nemail = "ann@example.org"\n[mail]\nsmtp_url = "smtp://127.0.0.1:9"\nsmtp_user = "ann"\n')
        missing = "PITH_SMTP_PASSWORD is not set and mail.smtp_password_file is empty"
        self.assertEqual(self.pith("brief").returncode, 0)
        self.assertIn(missing, self.pith("send").stdout)
        doctor = self.pith("doctor")
        self.assertEqual((doctor.returncode, missing in doctor.stdout, "all is well" in doctor.stdout), (1, True, False))

    def test_doctor_says_where_mails_go(self):
        self.fill()
        self.assertIn(f"mail      to ann@example.org at 06:00 by outbox in {self.home}/outbox\n", self.pith("doctor").stdout)
        self.set()
        self.assertIn("mail      to nobody: reader.email", self.pith("doctor").stdout)
        self.set('public = "https://pith.example"\n')
        self.assertIn("accounts are on, but mails only go to the folder", self.pith("doctor").stdout)
        self.assertIn("lies in", self.pith("subscribe", "bob@example.org").stdout)

    def test_doctor_and_the_address_say_what_is_off_where_others_may_read(self):
        self.fill()
        self.set('url = "http://pith.lan"\n')
        self.assertIn("/settings, /admin, verdicts and private shows are off: web.url lets others read", self.pith("doctor").stdout)
        self.serve()
        self.until(lambda: "pages at" in self.heard())
        for path in ("/settings", "/admin"):
            with self.assertRaises(HTTPError) as refused:
                urlopen(f"http://{self.site}{path}", timeout=30)
            self.assertEqual(refused.exception.code, 404)
            self.assertIn("web.url is set or web.listen is not this machine alone", refused.exception.read().decode())

    def test_add_beside_a_running_serve_says_what_came_of_it(self):
        self.a_show()
        self.serve()
        self.until(lambda: "pages at" in self.heard())
        self.publisher.serve_show("/other.xml", "Another", item_of("g2", "The other"))
        good = [self.publisher.url("/feed.xml"), self.publisher.url("/other.xml")]
        done = self.pith("add", *good, self.publisher.url("/none.xml"), "--json")
        told = json.loads(done.stdout)
        self.assertEqual((done.returncode, sorted(one["name"] for one in told["followed"])), (1, ["A Show", "Another"]), done.stderr)
        self.assertEqual([one["address"] for one in told["failed"]], [self.publisher.url("/none.xml")])

    def test_add_waits_for_what_another_process_has_taken_up(self):
        asked, given = threading.Event(), threading.Event()
        self.addCleanup(given.set)

        def slow(_):
            asked.set()
            given.wait(60)
            return 404, {}, b""
        self.publisher.routes["/slow.xml"] = slow
        address = self.publisher.url("/slow.xml")
        first = subprocess.Popen([PITH, "add", address, "--home", self.home], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(first.wait)
        self.assertTrue(asked.wait(60))
        threading.Timer(2, given.set).start()
        done = self.pith("add", address)
        self.assertEqual(done.returncode, 1)
        self.assertIn("is not there (404)", done.stderr)

    def test_a_scan_of_which_everything_failed_says_so(self):
        self.a_show()
        self.pith("add", self.publisher.url("/feed.xml"), "--now", "2026-11-02T06:00:00Z")
        self.publisher.routes.clear()
        self.publisher.routes["/one.vtt"] = (503, {}, b"")
        self.publisher.routes["/feed.xml"] = (500, {}, b"")
        done = self.pith("scan", "--now", "2026-11-03T06:00:00Z")
        self.assertEqual(done.returncode, 1, done)
        self.assertIn("1 of 1 feed cannot be read, pith doctor says why", done.stdout)
        self.assertRegex(done.stdout, r"1 transcript waits until 2026-11-0\S+Z: .*/one.vtt")

    def test_pages_on_ipv6_are_named_as_an_address_has_it(self):
        try:
            self.site = f"[::1]:{held_port('::1')}"
        except OSError as missing:
            self.skipTest(f"this machine has no IPv6: {missing}")
        self.set()
        self.serve()
        self.until(lambda: "pages at" in self.heard())
        self.assertIn(f"http://{self.site}/", self.heard())


if __name__ == "__main__":
    unittest.main(verbosity=1)
