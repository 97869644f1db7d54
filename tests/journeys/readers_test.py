"""A reader's way in and out over real HTTP and real mails: subscribe, confirm, read, say what they like, pause, take
everything along, go."""
import contextlib
import json
import os
import re
import sqlite3
import subprocess
import time
import unittest

from demo_world import DemoWorld
from public_site import HOST, PITH, PublicPith, path_of


def wait_until_asleep(pid, seconds=60):
    """SQLite sleeps a while and tries again where another holds the lock."""
    until = time.monotonic() + seconds
    while True:
        with open(f"/proc/{pid}/wchan", encoding="utf-8") as file:
            if "nanosleep" in file.read():
                return
        if time.monotonic() > until:
            raise AssertionError("it waits for no lock")
        time.sleep(0.01)


class Readers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = DemoWorld()
        cls.addClassCleanup(cls.world.__exit__)

    def site(self, scanned=False, settings=""):
        pith = self.enterContext(PublicPith(self.world.now(), settings, self.world.host))
        if scanned:
            pith.run("add", *self.world.feeds(), now=self.world.now(19))
            pith.run("scan")
            pith.run("brief")
        return pith.start()

    def readers(self, pith):
        lines = [json.loads(line) for line in pith.run("export").stdout.splitlines()]
        return {line["reader"]["email"]: line["reader"] for line in lines if "reader" in line and line["reader"].get("email")}

    def test_nothing_but_one_letter_comes_until_the_button_is_pressed(self):
        pith = self.site()
        browser = pith.browser()
        answer = browser.submit("/subscribe", "/subscribe", {"email": "Ann@Example.org ", "zone": "Europe/Berlin", "hour": "07:30"})
        self.assertIn("Look into your mailbox", answer.text)
        (letter,) = pith.wait_for_mails("ann@example.org", 1)
        self.assertEqual(self.readers(pith)["ann@example.org"].get("state", "unconfirmed"), "unconfirmed")
        for link in letter.links():
            pith.browser().get(path_of(link))  # a scanner of links, without cookies
        self.assertEqual(self.readers(pith)["ann@example.org"].get("state", "unconfirmed"), "unconfirmed")
        confirmed = browser.submit(letter.link("/confirm?"), "/confirm")
        self.assertEqual((confirmed.status, confirmed.headers["Location"]), (303, "/settings"))
        reader = self.readers(pith)["ann@example.org"]
        self.assertEqual((reader["state"], reader["zone"], reader["hour"], reader["consent_source"], reader["consent_from"]),
                         ("active", "Europe/Berlin", 450, "subscribe page", "127.0.0.0/24"))
        self.assertIn("confirmed", reader)
        self.assertIn("07:30", browser.get("/settings").text)
        self.assertEqual(len(pith.mails("ann@example.org")), 1)

    def test_a_link_of_a_letter_works_once(self):
        pith = self.site()
        pith.become_reader("ann@example.org")
        (letter,) = pith.mails("ann@example.org")
        again = pith.browser().get(letter.link("/confirm?"))
        self.assertEqual(again.status, 410)
        self.assertIn("spent", again.text)

    def test_what_lets_somebody_in_is_stored_by_its_hash_alone(self):
        pith = self.site()
        browser = pith.become_reader("ann@example.org")
        browser.submit("/settings", "/settings/keys", {"name": "a program"})
        key = re.search(r"<code>(pith_[^<]+)</code>", browser.submit("/settings", "/settings/keys", {"name": "another"}).text)[1]
        pith.browser().submit("/sign-in", "/sign-in", {"email": "ann@example.org"})
        letters = pith.wait_for_mails("ann@example.org", 2)
        secrets = [key, *browser.cookies.values(), *(link.partition("?t=")[2] for mail in letters for link in mail.links() if "?t=" in link)]
        self.assertGreaterEqual(len(secrets), 4)
        pith.wait_until_idle()
        for name in ("pith.db", "pith.db-wal"):
            with open(os.path.join(pith.home, name), "rb") as file:
                data = file.read()
            for secret in secrets:
                self.assertNotIn(secret.encode(), data, name)

    def test_signing_in_is_a_link_by_mail_and_signing_out_ends_it(self):
        pith = self.site()
        pith.become_reader("ann@example.org")
        browser = pith.browser()
        self.assertEqual(browser.get("/settings").headers["Location"], "/sign-in")
        browser.submit("/sign-in", "/sign-in", {"email": "ann@example.org"})
        letter = next(mail for mail in pith.wait_for_mails("ann@example.org", 2) if "/sign-in?" in mail.text)
        browser.submit(letter.link("/sign-in?"), "/sign-in")
        self.assertEqual(browser.get("/settings").status, 200)
        stolen = dict(browser.cookies)
        browser.submit("/settings", "/sign-out")
        browser.cookies = stolen
        self.assertEqual(browser.get("/settings").status, 303)

    def test_whether_an_address_is_known_is_not_told(self):
        pith = self.site()
        pith.become_reader("ann@example.org")
        for count, page in enumerate(("/subscribe", "/sign-in"), 1):
            told = [pith.browser().submit(page, page, {"email": address}) for address in ("ann@example.org", "nobody@example.org")]
            self.assertEqual(told[0].status, told[1].status)
            self.assertEqual(told[0].text, told[1].text)
            pith.wait_for_mails("nobody@example.org", count)  # letters are written side by side: the first makes the second's reader
        pith.wait_for_mails("ann@example.org", 3)
        pith.wait_until_idle()
        self.assertEqual(len(pith.mails("ann@example.org")), 3)  # confirm, "you are a reader already", sign in
        self.assertEqual(len(pith.mails("nobody@example.org")), 2)  # asked to confirm, by both pages

    def test_signing_in_with_an_unknown_address_sends_nothing(self):
        pith = self.site()
        pith.browser().submit("/sign-in", "/sign-in", {"email": "nobody@example.org"})
        pith.wait_until_idle()
        self.assertEqual(pith.mails(), [])

    def test_an_address_is_written_to_three_times_an_hour_at_most(self):
        pith = self.site()
        answers = [pith.browser().submit("/subscribe", "/subscribe", {"email": "ann@example.org"}) for _ in range(6)]
        self.assertEqual({answer.text for answer in answers}, {answers[0].text})
        pith.wait_until_idle()
        self.assertEqual(len(pith.mails("ann@example.org")), 3)

    def test_strangers_who_ask_for_letters_keep_no_reader_from_signing_in(self):
        pith = self.site(settings='[web]\nproxies = ["127.0.0.0/8"]\n')
        browser = pith.become_reader("ann@example.org")
        browser.submit("/settings", "/sign-out")
        for network in range(3):
            for _ in range(4):
                pith.browser().submit("/sign-in", "/sign-in", {"email": "ann@example.org"}, X_Forwarded_For=f"198.51.{network}.1")
        pith.wait_until_idle()
        letters = [mail for mail in pith.mails("ann@example.org") if "/sign-in?" in mail.text]
        self.assertEqual(len(letters), 5)  # with the one to confirm, six an hour to one address
        browser.submit("/sign-in", "/sign-in", {"email": "ann@example.org"})
        pith.wait_for_mails("ann@example.org", 7)
        first = pith.browser()
        first.submit(letters[0].link("/sign-in?"), "/sign-in")  # none made another void
        self.assertEqual(first.get("/settings").status, 200)
        self.assertEqual(pith.browser().get(letters[1].link("/sign-in?")).status, 410)  # the first that is used does

    def test_one_who_asks_for_many_letters_is_told_to_wait(self):
        pith = self.site()
        statuses = [pith.browser().submit("/subscribe", "/subscribe", {"email": f"a{n}@example.org"}).status for n in range(12)]
        self.assertEqual(statuses, [200] * 10 + [429] * 2)

    def test_forwarded_addresses_are_believed_of_configured_proxies_only(self):
        for settings, last in (("", 429), ('[web]\nproxies = ["127.0.0.0/8"]\n', 200)):
            pith = self.site(settings=settings)
            statuses = [pith.browser().submit("/subscribe", "/subscribe", {"email": f"a{n}@example.org"}, X_Forwarded_For=f"198.51.100.{n}").status
                        for n in range(11)]
            self.assertEqual(statuses[-1], last, settings)
            pith.stop()

    def test_the_brief_comes_at_the_readers_hour_with_a_way_out_that_needs_no_cookies(self):
        pith = self.site(scanned=True)
        browser = pith.become_reader("ann@example.org", hour="23:59", zone="UTC")
        day = self.world.now()[:10]
        pith.stop()
        pith.run("send", "--public", "https://" + HOST, now=day + "T23:58:00Z")
        self.assertEqual(len(pith.mails("ann@example.org")), 1)
        pith.run("send", "--public", "https://" + HOST, now=day + "T23:59:00Z")
        brief = next(mail for mail in pith.mails("ann@example.org") if "five" in mail.subject and mail.message["List-Id"])
        self.assertLess(len(brief.html.encode()), 90_000)
        self.assertEqual(brief.message["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
        out = brief.message["List-Unsubscribe"].strip("<>")
        pith.start(now=day + "T23:59:30Z")
        scanner = pith.browser()
        before = pith.run("export", "--state").stdout
        for link in brief.links() + [out]:
            if HOST in link:
                self.assertEqual(scanner.get(path_of(link)).status in (200, 303), True, link)
        self.assertEqual(pith.run("export", "--state").stdout, before)
        insights = {link for link in brief.links() if link.rpartition("/")[0].endswith("/insights")}
        day_page = scanner.get(brief.link("/days/"))  # not signed in
        self.assertEqual({link for link in day_page.links() if link.startswith("/insights/")}, {path_of(link) for link in insights})
        self.assertNotIn("Set-Cookie", day_page.headers)
        done = pith.browser().post(path_of(out), {"List-Unsubscribe": "One-Click"})
        self.assertEqual(done.status, 200)
        self.assertEqual(self.readers(pith)["ann@example.org"]["state"], "paused")
        self.assertIn("No mail is sent to you", browser.get("/settings").text)
        browser.submit("/settings", "/settings/resume")
        self.assertEqual(self.readers(pith)["ann@example.org"]["state"], "active")

    def test_a_day_without_an_insight_brings_no_mail(self):
        pith = self.site()
        browser = pith.become_reader("ann@example.org", hour="23:59", zone="UTC")
        pith.stop()
        pith.run("send", "--public", "https://" + HOST, now=self.world.now()[:10] + "T23:59:00Z")
        self.assertEqual(len(pith.mails("ann@example.org")), 1)  # the letter to confirm
        pith.start(now=self.world.now()[:10] + "T23:59:30Z")
        self.assertNotIn('class="pick"', browser.get("/").text)

    def test_taste_is_said_by_a_link_of_the_mail_and_undone_in_the_settings(self):
        pith = self.site(scanned=True)
        browser = pith.become_reader("ann@example.org", hour="23:59", zone="UTC")
        pith.stop()
        pith.run("send", "--public", "https://" + HOST, now=self.world.now()[:10] + "T23:59:00Z")
        brief = next(mail for mail in pith.mails("ann@example.org") if mail.message["List-Id"])
        pith.start()
        link = brief.link("/taste?")
        stranger = pith.browser()
        page = stranger.get(link)
        self.assertIn("Less like this", page.text)
        (form,) = page.forms()
        self.assertIn("Noted: less", stranger.post(form.action, {**form.fields, "taste": "less"}).text)
        settings = browser.get("/settings")
        self.assertIn("Less like this", settings.text)
        undo = settings.form("/settings/verdicts/undo")
        browser.post(undo.action, undo.fields)
        self.assertNotIn("Less like this</", browser.get("/settings").text.replace("Less like this<span", ""))
        other = [mail_link for mail_link in brief.links() if "/taste?" in mail_link and path_of(mail_link) != link][0]
        swapped = path_of(other).partition("?")[0] + "?" + link.partition("?")[2]
        self.assertEqual(pith.browser().get(swapped).status, 403)  # a link is good for its own insight alone

    def test_less_like_this_changes_the_next_brief(self):
        pith = self.site(scanned=True)
        readers = {to: pith.become_reader(to, hour="23:59", zone="UTC") for to in ("ann@example.org", "bob@example.org")}
        pith.stop()
        tomorrow = self.world.now().replace("-03T", "-04T")
        pith.run("send", "--public", "https://" + HOST, now=self.world.now()[:10] + "T23:59:00Z")
        first = {to: self.brief_of(pith, to, 0) for to in readers}
        self.assertEqual(*first.values())  # nothing is known of either
        pith.start()
        disliked = first["ann@example.org"]["shows"][0]
        for insight, show in zip(first["ann@example.org"]["insights"], first["ann@example.org"]["shows"]):
            if show == disliked:
                readers["ann@example.org"].submit(insight + "/taste", insight + "/taste", {"taste": "less"})
        pith.stop()
        pith.run("send", "--public", "https://" + HOST, now=tomorrow[:10] + "T23:59:00Z")
        ann, bob = (self.brief_of(pith, to, 1)["insights"] for to in readers)
        self.assertNotEqual(ann, bob)
        self.assertFalse(set(ann) & set(first["ann@example.org"]["insights"]))

    def brief_of(self, pith, to, which):
        """The insights and shows of a reader's brief of that day, in their order."""
        brief = sorted((mail for mail in pith.mails(to) if mail.message["List-Id"]), key=lambda mail: mail.message["Date"].datetime)[which]
        lines = brief.text.replace("\r", "")
        return {"insights": [path_of(link) for link in re.findall(r"^ +(https://\S+/insights/\w+)$", lines, re.M)],
                "shows": re.findall(r"^ +— [^,]+, ([^:]+):", lines, re.M)}

    def test_interests_are_kept_shown_and_removed(self):
        pith = self.site(scanned=True)
        browser = pith.become_reader("ann@example.org", words="heat pumps, <b>bold</b>", people="Ada Lovelace")
        settings = browser.get("/settings").text
        for shown in ("heat pumps", "&lt;b&gt;bold&lt;/b&gt;", "Ada Lovelace"):
            self.assertIn(shown, settings)
        remove = browser.get("/settings").form("/settings/interests/remove")
        browser.post(remove.action, remove.fields)
        everything = json.loads(browser.get("/settings/export").text)
        self.assertEqual(len(everything["interests"]), 2)
        self.assertEqual(everything["reader"]["email"], "ann@example.org")

    def test_deleting_deletes(self):
        pith = self.site(scanned=True)
        browser = pith.become_reader("ann.only@example.org", words="zebra crossings", hour="23:59", zone="UTC")
        pith.stop()
        pith.run("send", "--public", "https://" + HOST, now=self.world.now()[:10] + "T23:59:00Z")
        pith.start()
        refused = browser.submit("/settings", "/settings/delete")
        self.assertEqual(refused.status, 400)
        self.assertIn("Deleted", browser.submit("/settings", "/settings/delete", {"sure": "yes"}).text)
        self.assertEqual(browser.get("/settings").status, 303)
        until = time.monotonic() + 60
        while pith.mails("ann.only@example.org") and time.monotonic() < until:
            time.sleep(0.2)
        self.assertEqual(pith.mails("ann.only@example.org"), [])
        pith.stop()
        pith.run("shows")  # opened and closed once more: the write-ahead log is gone
        with open(pith.home + "/pith.db", "rb") as file:
            data = file.read()
        for trace in (b"ann.only", b"zebra crossings"):
            self.assertNotIn(trace, data)

    def test_a_visitor_sees_the_public_five_and_is_invited_a_reader_sees_their_own(self):
        pith = self.site(scanned=True)
        today = pith.browser().get("/")
        self.assertIn("Today’s five", today.text)
        self.assertIn('href="/subscribe"', today.text)
        self.assertNotIn("/taste", today.text)
        self.assertEqual(today.headers["Vary"], "Cookie")
        browser = pith.become_reader("ann@example.org")
        mine = browser.get("/")
        self.assertIn("Your own five come at your hour", mine.text)  # none was made for ann yet
        self.assertIn("no-store", mine.headers["Cache-Control"])

    def test_an_owner_manages_shows_and_readers(self):
        pith = self.site(scanned=True)
        pith.become_reader("ann@example.org")
        link = subprocess.run([PITH, "owner", "boss@example.org", "--home", pith.home, "--public", "https://" + HOST, "--now", self.world.now()],
                              capture_output=True, text=True, check=True).stdout.split()[-1]
        owner = pith.browser()
        self.assertEqual(owner.submit(path_of(link), "/sign-in").status, 303)
        admin = owner.get("/admin")
        self.assertIn("ann@example.org", admin.text)
        show = admin.form("/admin/shows/remove").fields
        owner.post("/admin/shows/remove", show)
        self.assertNotIn(show["show"], owner.get("/admin").text)
        pause = owner.get("/admin").forms()
        ann = self.readers(pith)["ann@example.org"]["id"]
        form = next(f for f in pause if f.action == "/admin/readers/pause" and f.fields["reader"] == ann)
        owner.post(form.action, form.fields)
        self.assertEqual(self.readers(pith)["ann@example.org"]["state"], "paused")
        owner.post("/admin/readers/delete", {**form.fields})  # unasked
        self.assertIn("ann@example.org", self.readers(pith))
        owner.post("/admin/readers/delete", {**form.fields, "sure": "yes"})
        self.assertNotIn("ann@example.org", self.readers(pith))
        pith.run("owner", "boss@example.org", "--revoke", "--public", "https://" + HOST)
        self.assertEqual(owner.get("/admin").status, 303)

    def test_making_an_owner_keeps_what_the_reader_changes_meanwhile(self):
        pith = self.site()
        pith.become_reader("ann@example.org")
        with contextlib.closing(sqlite3.connect(os.path.join(pith.home, "pith.db"), timeout=60, isolation_level=None)) as database:
            for words, owner in (((), 1), (("--revoke",), 0)):
                database.execute("BEGIN IMMEDIATE")
                database.execute("UPDATE readers SET hour = hour + 15 WHERE email = 'ann@example.org'")
                (hour,) = database.execute("SELECT hour FROM readers WHERE email = 'ann@example.org'").fetchone()
                with subprocess.Popen([PITH, "owner", "ann@example.org", *words, "--home", pith.home, "--public", "https://" + HOST, "--now", self.world.now()],
                                      stdout=subprocess.DEVNULL) as change:
                    wait_until_asleep(change.pid)  # for the lock: it has read what it reads before it writes
                    database.execute("COMMIT")
                    self.assertEqual(change.wait(60), 0)
                self.assertEqual(database.execute("SELECT owner, hour FROM readers WHERE email = 'ann@example.org'").fetchone(), (owner, hour))

    def test_the_owner_uploads_a_list_of_feeds(self):
        pith = self.site()
        link = pith.run("owner", "boss@example.org", "--public", "https://" + HOST).stdout.split()[-1]
        owner = pith.browser()
        owner.submit(path_of(link), "/sign-in")
        token = owner.get("/admin").form("/admin/opml").fields["form"]
        outlines = "".join(f'<outline type="rss" text="s" xmlUrl="{url}"/>' for url in self.world.feeds())

        def upload(opml):
            parts = [("form", token), ("opml", opml)]
            body = "".join(f'--xyz\r\nContent-Disposition: form-data; name="{name}"; filename="f"\r\n\r\n{value}\r\n' for name, value in parts) + "--xyz--\r\n"
            return owner.request("POST", "/admin/opml", body, {"Content-Type": "multipart/form-data; boundary=xyz"})

        self.assertIn("6 feeds are asked now", upload(f'<opml version="2.0"><body>{outlines}</body></opml>').text)
        self.assertEqual(upload("no list").status, 400)
        self.assertEqual(upload("x" * (1 << 20)).status, 413)
        pith.wait_until_idle()
        self.assertEqual(owner.get("/admin").text.count("/admin/shows/remove"), 6)

    def test_at_home_settings_and_taste_need_no_sign_in(self):
        pith = self.enterContext(PublicPith(self.world.now(), "", self.world.host))
        pith.run("add", *self.world.feeds(), now=self.world.now(19))
        pith.run("scan")
        pith.run("brief")
        pith.start(public=None)
        browser = pith.browser("127.0.0.1")
        browser.submit("/settings", "/settings/interests", {"words": "heat pumps"})
        self.assertIn("heat pumps", browser.get("/settings").text)
        taste = next(link for link in browser.get("/").links() if link.endswith("/taste"))
        self.assertIn("Noted: more", browser.submit(taste, taste, {"taste": "more"}).text)
        self.assertIn("More like this", browser.get("/settings").text)
        self.assertEqual(browser.get("/admin").status, 200)
        self.assertEqual(browser.get("/subscribe").status, 303)


if __name__ == "__main__":
    unittest.main(verbosity=1)
