"""Each reader's brief leaves at their hour, once a day, whatever goes wrong: two schedulers at once, a kill between any two steps, a
mail server that fails at each verb."""
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from demo_world import DemoWorld
from killing import sampled
from public_site import PITH, PUBLIC, PublicPith

MORTAL = os.path.join(os.environ["PITH_BUILD"], "mortal_pith")
SUPPORT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support")
READERS = 3


class MailServer:
    """The real SMTP server of tests/support, with its faults."""

    def __init__(self, *faults):
        self.folder = tempfile.TemporaryDirectory(prefix="pith-smtp-")
        self.process = subprocess.Popen(["/usr/bin/python3", os.path.join(SUPPORT, "smtp_server.py"), self.folder.name, *faults],
                                        stdout=subprocess.PIPE, text=True)
        self.url = f"smtp://127.0.0.1:{int(self.process.stdout.readline())}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.folder.cleanup()

    def taken(self):
        mails = []
        for name in os.listdir(self.folder.name):
            if name.endswith(".json"):
                with open(os.path.join(self.folder.name, name), encoding="utf-8") as file:
                    mails.append(json.load(file))
        return mails


class Due(unittest.TestCase):
    """A home with insights and three confirmed readers whose hour is 23:00, made once and copied."""

    @classmethod
    def setUpClass(cls):
        cls.world = cls.enterClassContext(DemoWorld())
        cls.pith = cls.enterClassContext(PublicPith(cls.world.now(), "", cls.world.host))
        cls.pith.run("add", *cls.world.feeds(), now=cls.world.now(19))
        cls.pith.run("scan")
        cls.pith.start()
        for n in range(READERS):
            cls.pith.become_reader(f"r{n}@example.org", hour="23:00", zone="UTC", words="teams")
        cls.pith.stop()
        cls.day = cls.world.now()[:10]
        shutil.rmtree(os.path.join(cls.pith.home, "outbox"))

    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="pith-due-")
        self.addCleanup(shutil.rmtree, self.home, True)
        shutil.copytree(self.pith.home, self.home, dirs_exist_ok=True)

    def command(self, program, home=None, time="23:00:00", url=PUBLIC):
        return [*program, "send", "--public", url, "--home", home or self.home, "--now", f"{self.day}T{time}Z"]

    def send(self, **options):
        return subprocess.run(self.command([PITH], **options), capture_output=True, text=True, timeout=120)

    def mail_to(self, url, home=None):
        with open(os.path.join(home or self.home, "pith.toml"), "w", encoding="utf-8") as file:
            file.write(f'[reader]\nzone = "UTC"\n[mail]\nchannel = "smtp"\nsmtp_url = "{url}"\n')

    def outbox(self, home=None):
        folder = os.path.join(home or self.home, "outbox")
        mails = {}
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            with open(os.path.join(folder, name), "rb") as file:
                mails[name] = file.read()
        return mails

    def deliveries(self):
        lines = subprocess.run([PITH, "export", "--home", self.home], capture_output=True, text=True, check=True).stdout.splitlines()
        return [line["delivery"] for line in map(json.loads, lines) if "delivery" in line]

    def test_two_schedulers_at_once_send_one_mail_to_each(self):
        with MailServer() as server:
            self.mail_to(server.url)
            both = [subprocess.Popen(self.command([PITH]), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
            for process in both:
                _, complaints = process.communicate(timeout=120)
                self.assertEqual(process.returncode, 0, complaints)
            self.send()
            self.assertEqual(sorted(mail["to"] for mail in server.taken()), [[f"r{n}@example.org"] for n in range(READERS)])
        self.assertEqual({d["state"] for d in self.deliveries()}, {"sent"})

    def test_a_kill_between_any_two_commits_loses_and_repeats_nothing(self):
        lived = tempfile.mkdtemp(prefix="pith-due-")
        self.addCleanup(shutil.rmtree, lived, True)
        shutil.copytree(self.home, lived, dirs_exist_ok=True)
        counted = subprocess.run(self.command([MORTAL, "before", "0"], home=lived), capture_output=True, text=True, check=True)
        numbers, expected, kills = sampled(range(1, int(counted.stderr.split()[-1]) + 1)), self.outbox(lived), 0
        self.assertEqual(len(expected), READERS)
        for number in numbers:
            for point in ("before", "after"):
                home = tempfile.mkdtemp(prefix="pith-due-")
                shutil.copytree(self.home, home, dirs_exist_ok=True)
                died = subprocess.run(self.command([MORTAL, point, str(number)], home=home), capture_output=True)
                kills += died.returncode == -signal.SIGKILL
                self.assertEqual(self.send(home=home).returncode, 0)
                self.assertEqual(self.outbox(home), expected, f"killed {point} commit {number}")  # the same bytes and Message-Ids
                shutil.rmtree(home)
        print(f"{kills} kills at commits")
        self.assertGreater(kills, len(numbers))

    def test_a_mail_server_that_fails_at_any_verb_delays_and_never_doubles(self):
        for verb in ("EHLO", "MAIL", "RCPT", "DATA", "CONTENT"):
            for fault in ("451", "drop") if verb != "EHLO" else ("drop",):  # refused EHLO, the client says HELO
                with self.subTest(verb=verb, fault=fault):
                    self.fails_and_mends(verb, fault)

    def fails_and_mends(self, verb, fault):
        home = tempfile.mkdtemp(prefix="pith-due-")
        self.addCleanup(shutil.rmtree, home, True)
        shutil.copytree(self.pith.home, home, dirs_exist_ok=True)

        doubtful = (verb, fault) == ("CONTENT", "drop")  # all was taken, the answer lost
        with MailServer(f"{verb}={fault}") as broken, MailServer() as good:
            self.mail_to(broken.url, home)
            # A running clock: what failed waits a minute, as it does in `pith serve`; the first try alone is looked at.
            running = PublicPith.__new__(PublicPith)
            running.home, running.now, running.process, running.port = home, f"{self.day}T23:00:00Z", None, 0
            self.addCleanup(running.stop)
            running.start()
            self.wait_for_tries(running, doubtful)
            running.stop()
            self.assertEqual(len(broken.taken()), READERS if doubtful else 0)
            self.mail_to(good.url, home)
            self.send(home=home, time="23:59:00")
            mails = broken.taken() + good.taken()
            self.assertEqual(sorted(mail["to"][0] for mail in mails), [f"r{n}@example.org" for n in range(READERS)])
            self.assertEqual(len(good.taken()), 0 if doubtful else READERS)

    def wait_for_tries(self, running, doubtful):
        """Until each delivery was tried once: it then waits with a reason, or is in doubt."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            lines = subprocess.run([PITH, "export", "--home", running.home], capture_output=True, text=True, check=True).stdout.splitlines()
            values = list(map(json.loads, lines))
            tried = [v for v in values if v.get("work", {}).get("step") == "deliver" and v["work"].get("error")]
            unsure = [v for v in values if v.get("delivery", {}).get("state") == "in_doubt"]
            if len(unsure if doubtful else tried) == READERS:
                return
            time.sleep(0.3)
        raise AssertionError("not all were tried")


if __name__ == "__main__":
    unittest.main(verbosity=1)
