"""Webhooks from what happens to a receiver that checks them: over the command line, the pages, failures, kills; the
receiver of docs/webhooks.md is run as it stands."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from answers import Schemas
from demo_world import ROOT, DemoWorld
from public_site import HOST, PITH, PublicPith, path_of
from publisher import Publisher, feed_of, item_of
from receiver import Receiver
from served_home import held_port

WORDS = "people, teams, work"  # that are said in the demo world


def page_text():
    with open(os.path.join(ROOT, "docs", "webhooks.md"), encoding="utf-8") as file:
        return file.read()


def receiver_of_the_page():
    program = re.search(r"^    import base64.*?^    http\.server\.HTTPServer.*?$", page_text(), re.M | re.S)[0]
    return re.sub(r"^    ", "", program, flags=re.M)


class Hooks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = DemoWorld()
        cls.addClassCleanup(cls.world.__exit__)
        cls.scanned = cls.enterClassContext(PublicPith(cls.world.now(), "", cls.world.host))
        cls.follow_and_scan(cls.scanned)

    def setUp(self):
        self.pith = self.enterContext(PublicPith(self.world.now(), "", self.world.host))

    @classmethod
    def follow_and_scan(cls, pith):
        pith.run("add", *cls.world.feeds(), now=cls.world.now(19))
        pith.run("scan")

    def scan(self):
        self.follow_and_scan(self.pith)

    def begin_with_a_scanned_home(self):
        shutil.copytree(self.scanned.home, self.pith.home, dirs_exist_ok=True)

    def json(self, *words, check=True):
        return json.loads(self.pith.run(*words, "--json", check=check).stdout)

    def add(self, receiver, *options):
        return self.json("hook", "add", receiver.url, *options)

    def log(self, hook):
        return self.json("hook", "log", hook["id"])["messages"]

    def wait_for_state(self, hook, state, seconds=60):
        until = time.monotonic() + seconds
        while not self.log(hook) or any(message["state"] != state for message in self.log(hook)):
            self.assertLess(time.monotonic(), until, self.log(hook))
            time.sleep(0.2)

    # What happens.

    def test_insights_on_my_words_the_brief_and_failures_are_told_signed(self):
        receiver = self.enterContext(Receiver())
        hook = self.add(receiver, "--words", WORDS, "--event", "brief.ready,insight.matched,episode.failed")
        self.scan()
        brief = self.json("brief")
        self.assertEqual(receiver.messages, [])  # what is told is stored, and sent by those who send
        self.pith.run("send")
        by_type = {kind: [m for m in receiver.messages if m.type == kind] for kind in ("brief.ready", "insight.matched", "episode.failed")}
        self.assertTrue(all(m.is_signed_with(hook["secret"]) and m.type_of_body == "application/json" for m in receiver.messages))
        self.assertEqual(len({m.id for m in receiver.messages}), len(receiver.messages))
        (ready,) = by_type["brief.ready"]
        self.assertEqual([pick["insight"]["id"] for pick in ready.data["picks"]], [pick["id"] for pick in brief["picks"]])
        known = {line["insight"]["id"]: line["insight"] for line in map(json.loads, self.pith.run("export").stdout.splitlines()) if "insight" in line}
        self.assertGreater(len(by_type["insight.matched"]), 3)
        for message in by_type["insight.matched"]:
            insight = known[message.data["insight"]["id"]]
            said = " ".join([insight["headline"], insight["text"], *(quote["text"] for quote in insight["evidence"])]).lower()
            self.assertTrue(message.data["words"] and all(word.rstrip("s") in said for word in message.data["words"]), message.data)
            self.assertEqual([quote["quote"] for quote in message.data["insight"]["evidence"]], [quote["text"] for quote in sorted(insight["evidence"], key=lambda quote: quote["start"])])
        self.pith.run("scan")
        self.pith.run("send")
        self.assertEqual(len(receiver.messages), sum(map(len, by_type.values())))  # nothing twice

    def test_what_is_told_of_an_insight_and_a_brief_is_what_the_api_tells(self):
        receiver = self.enterContext(Receiver())
        self.add(receiver, "--words", WORDS, "--event", "brief.ready,insight.matched")
        self.scan()
        self.pith.run("brief")
        self.pith.run("send")
        browser = self.pith.start(public=None).browser("127.0.0.1")
        api = lambda path: json.loads(browser.get("/api/v1/" + path).text.replace("http://127.0.0.1/", "http://127.0.0.1:8700/"))
        schemas = Schemas(json.loads(browser.get("/openapi.json").text))
        told = {"brief.ready": 0, "insight.matched": 0}
        for message in receiver.messages:
            told[message.type] += 1
            if message.type == "brief.ready":
                schemas.check(message.data, "Brief")
                self.assertEqual(message.data, api("today"))
            else:
                insight = message.data["insight"]
                schemas.check(insight, "Insight")
                self.assertEqual(insight, api("insights/" + insight["id"]))
                self.assertEqual([quote["role"] for quote in insight["evidence"]].count("quote"), 1)
        self.assertEqual(told["brief.ready"], 1)
        self.assertGreater(told["insight.matched"], 3)
        self.assertTrue(any("person" in message.data["insight"] for message in receiver.messages if message.type == "insight.matched"))

    def home_with_a_german_episode(self, receiver):
        """That fails, of which the receiver is to be told."""
        publisher = self.enterContext(Publisher())
        words = "Wir haben im Jahr {} gelernt, dass kleine Gruppen bessere Werkzeuge bauen als große, und zwar jedes Mal."
        cues = "".join(f"00:{n // 60:02}:{n % 60:02}.000 --> 00:{n // 60:02}:{n % 60 + 4:02}.000\n<v Anna>{words.format(1800 + n)}\n\n" for n in range(0, 900, 5))
        publisher.serve("/talk.vtt", "WEBVTT\n\n" + cues, Content_Type="text/vtt")
        publisher.serve("/feed.xml", feed_of("Deutsche Schau", item_of("one", "Folge eins", publisher.url("/talk.vtt"))), Content_Type="application/rss+xml")
        pith = self.enterContext(PublicPith(self.world.now(), "", publisher.host))
        pith.run("hook", "add", receiver.url, "--event", "episode.failed")
        pith.run("add", publisher.url("/feed.xml"))
        pith.run("scan")
        return pith

    def test_an_episode_that_no_insight_comes_of_is_told_with_its_reason(self):
        receiver = self.enterContext(Receiver())
        self.home_with_a_german_episode(receiver).run("send")
        (message,) = receiver.messages
        self.assertEqual((message.data["episode"]["title"], message.data["show"]["title"], message.data["step"]), ("Folge eins", "Deutsche Schau", "distill"))
        self.assertIn("English", message.data["reason"])

    # Trouble.

    def test_a_receiver_that_fails_once_gets_the_message_again_five_seconds_later(self):
        self.begin_with_a_scanned_home()
        receiver = self.enterContext(Receiver(500, 200))
        hook = self.add(receiver, "--event", "brief.ready")
        self.pith.run("brief")
        self.pith.start(public=None)
        first, second = receiver.wait_for(2)
        self.assertEqual((first.id, first.body), (second.id, second.body))
        self.assertGreaterEqual(int(second.sent) - int(first.sent), 5)
        self.assertTrue(second.is_signed_with(hook["secret"]))
        self.wait_for_state(hook, "sent")
        self.assertEqual(self.log(hook)[0]["tries"], 2)

    def test_what_waits_for_its_next_try_outlasts_a_restart(self):
        self.begin_with_a_scanned_home()
        receiver = self.enterContext(Receiver(500, 204))
        hook = self.add(receiver, "--event", "brief.ready")
        self.pith.run("brief")
        self.pith.start(public=None)
        receiver.wait_for(1)
        self.wait_for_tries(hook, 1)
        self.pith.stop()
        self.pith.start(public=None)
        first, second = receiver.wait_for(2)
        self.assertEqual((first.id, first.body), (second.id, second.body))
        self.wait_for_state(hook, "sent")
        self.assertEqual(self.log(hook)[0]["tries"], 2)

    def wait_for_tries(self, hook, tries, seconds=60):
        until = time.monotonic() + seconds
        while self.log(hook)[0]["tries"] < tries:
            self.assertLess(time.monotonic(), until)
            time.sleep(0.2)

    def test_a_receiver_that_never_answers_delays_nobody_else(self):
        self.begin_with_a_scanned_home()
        released = threading.Event()
        self.addCleanup(released.set)
        silent, prompt = self.enterContext(Receiver(lambda _: released.wait(60))), self.enterContext(Receiver())
        hook = self.add(silent, "--event", "brief.ready")
        other = self.add(prompt, "--event", "brief.ready")
        self.pith.run("brief")
        self.pith.start(public=None)
        silent.wait_for(1)
        prompt.wait_for(1)
        self.wait_for_state(other, "sent")
        self.assertEqual(self.log(hook)[0]["tries"], 0)  # still waited for
        self.wait_for_tries(hook, 1)
        self.assertIn("no answer", self.log(hook)[0]["answer"])

    def test_killed_between_answer_and_record_it_sends_the_same_message_again(self):
        self.begin_with_a_scanned_home()
        reached, released = threading.Event(), threading.Event()
        self.addCleanup(released.set)

        def hold(_):
            reached.set()
            released.wait(60)

        receiver = self.enterContext(Receiver(hold, 204))
        hook = self.add(receiver, "--event", "brief.ready")
        self.pith.run("brief")
        process = subprocess.Popen([PITH, "send", "--home", self.pith.home, "--now", self.pith.now], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.assertTrue(reached.wait(60))
        process.kill()
        process.wait()
        released.set()
        self.pith.run("send")
        first, second = receiver.wait_for(2)
        self.assertEqual((first.id, first.body), (second.id, second.body))
        self.assertEqual([message["state"] for message in self.log(hook)], ["sent"])
        self.pith.run("send")
        self.assertEqual(len(receiver.messages), 2)

    def test_killed_at_each_commit_of_sending_it_is_delivered_and_recorded(self):
        self.begin_with_a_scanned_home()
        mortal = os.path.join(os.environ["PITH_BUILD"], "mortal_pith")
        receiver = self.enterContext(Receiver())
        hook = self.add(receiver, "--event", "brief.ready")
        self.pith.run("brief")
        for number in range(1, 8):
            subprocess.run([mortal, "before", str(number), "send", "--home", self.pith.home, "--now", self.pith.now], capture_output=True, timeout=60)
        self.pith.run("send")
        self.assertEqual([message["state"] for message in self.log(hook)], ["sent"])
        self.assertEqual(len({message.id for message in receiver.messages}), 1)

    def test_one_that_answers_gone_ends(self):
        receiver = self.enterContext(Receiver(410))
        hook = self.add(receiver, "--event", "brief.ready")
        self.assertEqual(self.json("hook", "test", hook["id"], check=False)["answer"], "410")
        (listed,) = self.json("hook", "list")["hooks"]
        self.assertEqual((listed["state"], listed["problem"]), ("ended", "its receiver answered 410: it wants no more messages"))
        self.assertEqual(self.pith.run("hook", "resume", hook["id"], check=False).returncode, 1)

    def test_a_test_says_what_the_receiver_answered(self):
        def babble(handler):
            handler.wfile.write(b"\0\xff nonsense\r\n\r\n")
            handler.close_connection = True
        def hang_up(handler):
            handler.close_connection = True
        for answer, told in ((204, "204"), (500, "500"), (302, "302: redirects are not followed"), (babble, "no answer: 127.0.0.1 answers in another protocol than HTTP."),
                             (hang_up, "no answer: The connection to 127.0.0.1 broke before the answer was complete.")):
            with self.subTest(told), Receiver(answer) as receiver:
                hook = self.add(receiver, "--event", "brief.ready")
                done = self.json("hook", "test", hook["id"], check=False)
                self.assertEqual((done["answer"], done["state"]), (told, "sent" if answer == 204 else "failed"))

    def test_pith_send_counts_what_was_not_sent(self):
        for answer, told, code in ((500, (0, 0), 0), (410, (0, 1), 1), (204, (1, 0), 0)):
            with self.subTest(answer), Receiver(answer) as receiver:
                done = self.home_with_a_german_episode(receiver).run("send", "--json", check=False)
                self.assertEqual((json.loads(done.stdout), done.returncode), ({"sent": told[0], "given_up": told[1], "waiting": []}, code))

    def test_pith_doctor_names_one_that_is_paused_and_how_it_listens_again(self):
        receiver = self.enterContext(Receiver())
        hook = self.json("hook", "add", receiver.url + "/SECRET", "--event", "brief.ready")["id"]
        self.assertNotIn(hook, self.pith.run("doctor").stdout)
        self.pith.run("hook", "test", hook, "--public", "https://" + HOST, check=False)  # where private addresses are refused
        told = self.pith.run("doctor").stdout
        self.assertRegex(told, rf"hook      {hook} at 127\.0\.0\.1 is paused: .*private")
        self.assertNotIn("all is well", told)
        self.assertNotIn("SECRET", told)
        (paused,) = self.json("doctor")["paused_webhooks"]
        self.assertEqual((paused["id"], paused["host"]), (hook, "127.0.0.1"))
        self.pith.run(*re.search(r"pith (hook resume \S+)", told)[1].split())
        self.assertNotIn(hook, self.pith.run("doctor").stdout)

    # The command line and the page's example.

    def test_many_added_at_once_are_no_more_than_may_be(self):
        adding = [subprocess.Popen([PITH, "hook", "add", "https://a.example/", "--event", "brief.ready", "--home", self.pith.home, "--now", self.pith.now],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(24)]
        said = [process.communicate(timeout=120)[1] for process in adding]
        self.assertEqual(len(self.json("hook", "list")["hooks"]), 20)
        self.assertEqual(sum("there are 20 webhooks already" in words for words in said), 4, said)

    def test_the_receiver_of_the_page_takes_what_is_genuine_and_nothing_else(self):
        folder, port = self.enterContext(tempfile.TemporaryDirectory()), held_port()
        lines = re.findall(r"^    (pith hook .*)$", page_text(), re.M)
        self.assertEqual(len(lines), 2)
        os.symlink(PITH, os.path.join(folder, "pith"))
        environment = dict(os.environ, PATH=folder + ":" + os.environ["PATH"], HOME=folder, XDG_DATA_HOME=folder + "/data", XDG_CONFIG_HOME=folder + "/config")
        run = lambda line: subprocess.run(["bash", "-c", line], env=environment, capture_output=True, text=True, timeout=60, check=True).stdout
        added, listed = (run(line.replace(":8787", f":{port}")) for line in lines)
        secret = re.search(r"whsec_\S+", added)[0]
        hook = re.search(r"ho_\w+", added)[0]
        self.assertIn(hook, listed)
        with open(os.path.join(folder, "receiver.py"), "w", encoding="utf-8") as file:
            file.write(receiver_of_the_page())
        program = subprocess.Popen([sys.executable, os.path.join(folder, "receiver.py"), str(port)], env=dict(environment, PITH_SECRET=secret),
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(program.stdout.close)
        self.addCleanup(program.wait)
        self.addCleanup(program.terminate)
        for _ in range(100):
            tried = subprocess.run(["bash", "-c", f"pith hook test {hook}"], env=environment, capture_output=True, text=True, timeout=60)
            if tried.returncode == 0:
                break
            time.sleep(0.1)
        self.assertEqual(tried.stdout, "delivered: 204\n")
        self.assertRegex(program.stdout.readline(), rf'hook.test {{"hook": "{hook}"')
        run(f"pith hook secret {hook}")  # now it is signed with what the receiver does not know
        refused = subprocess.run(["bash", "-c", f"pith hook test {hook}"], env=environment, capture_output=True, text=True, timeout=60)
        self.assertEqual((refused.returncode, refused.stdout), (1, "not delivered: 401\n"))

    def test_what_cannot_be_a_webhook_is_said(self):
        for words, sentence in ((["http://a.example"], "say what to be told of"), (["ftp://a.example", "--event", "brief.ready"], "ftp"),
                                (["http://a.example", "--event", "insight.matched"], "needs words"), (["http://a.example", "--event", "hook.test"], "is no event")):
            done = self.pith.run("hook", "add", *words, check=False)
            self.assertEqual(done.returncode, 2)
            self.assertIn(sentence, done.stderr)
        self.assertIn("there is no webhook", self.pith.run("hook", "log", "ho_none", check=False).stderr)

    # Pages.

    def test_at_home_a_webhook_is_added_tested_and_removed_on_its_page(self):
        receiver = self.enterContext(Receiver())
        self.pith.start(public=None)
        browser = self.pith.browser("127.0.0.1")
        self.assertIn("/hooks", browser.get("/admin").links())
        added = browser.submit("/hooks", "/hooks", {"url": receiver.url, "event": ["brief.ready", "insight.matched"], "words": "heat pumps, <b>bold</b>"})
        secret = re.search(r"whsec_[\w+/=&#;]+", added.text)[0].replace("&#43;", "+").replace("&#x3D;", "=")
        self.assertIn("no-store", added.headers["Cache-Control"])
        page = browser.get("/hooks").text
        self.assertNotIn("whsec_", page)
        self.assertIn("&lt;b&gt;bold&lt;/b&gt;", page)
        self.assertEqual(browser.submit("/hooks", "/hooks/test").status, 303)
        (message,) = receiver.wait_for(1)
        self.assertEqual(message.type, "hook.test")
        self.assertTrue(message.is_signed_with(secret), secret)
        self.wait_for_state({"id": message.data["hook"]}, "sent")
        self.assertIn("delivered", browser.get("/hooks").text)
        renewed = browser.submit("/hooks", "/hooks/secret")
        self.assertIn("whsec_", renewed.text)
        self.assertNotIn(secret, renewed.text)
        self.assertEqual(browser.submit("/hooks", "/hooks/remove").status, 303)
        self.assertNotIn(receiver.url, browser.get("/hooks").text)

    def test_a_form_without_its_token_changes_no_webhook(self):
        receiver = self.enterContext(Receiver())
        hook = self.add(receiver, "--event", "brief.ready")
        self.pith.start(public=None)
        browser = self.pith.browser("127.0.0.1")
        for path, fields in (("/hooks", {"url": receiver.url, "event": "brief.ready"}), ("/hooks/test", {"hook": hook["id"]}), ("/hooks/remove", {"hook": hook["id"]})):
            self.assertEqual(browser.post(path, fields).status, 403)
        self.assertEqual([h["id"] for h in self.json("hook", "list")["hooks"]], [hook["id"]])
        self.assertEqual(self.log(hook), [])

    def test_on_a_public_site_webhooks_are_the_owners_and_reach_no_private_address(self):
        receiver = self.enterContext(Receiver())
        self.pith.start()
        links = [self.pith.run("owner", f"{name}@example.org", "--public", "https://" + HOST).stdout.split()[-1] for name in ("boss", "other")]
        boss, other = self.pith.browser(), self.pith.browser()
        for browser, link in zip((boss, other), links):
            browser.submit(path_of(link), "/sign-in")
        self.assertEqual(boss.submit("/hooks", "/hooks", {"url": receiver.url, "event": "brief.ready"}).status, 200)
        hook = boss.get("/hooks").form("/hooks/test").fields["hook"]
        self.assertNotIn(hook, other.get("/hooks").text)
        token = other.get("/hooks").form("/hooks").fields["form"]
        for action in ("test", "secret", "resume", "remove"):
            self.assertEqual(other.post(f"/hooks/{action}", {"form": token, "hook": hook}).status, 404)
        ann = self.pith.become_reader("ann@example.org")
        self.assertEqual((ann.get("/hooks").status, self.pith.browser().get("/hooks").status), (403, 303))
        boss.submit("/hooks", "/hooks/test")
        self.wait_for_state({"id": hook}, "failed")
        self.assertEqual(receiver.messages, [])
        page = boss.get("/hooks").text
        self.assertIn("Paused", page)
        self.assertIn("127.0.0.1", page)
        self.assertIn("private", page)
        self.pith.run("owner", "boss@example.org", "--revoke", "--public", "https://" + HOST)
        self.assertEqual(boss.get("/hooks").status, 303)


if __name__ == "__main__":
    unittest.main(verbosity=1)
