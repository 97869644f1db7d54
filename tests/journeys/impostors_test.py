"""Attacks by who pretends to be somebody or somewhere else, against the real program on a public site: planted cookies, the names of other
hosts, forwarded addresses, links and places of lists that were given to another reader, line breaks in what becomes a mail's header."""
import json
import re
import socket
import unittest
import urllib.parse

from public_site import HOST, PUBLIC, PublicPith, path_of
from publisher import Publisher, feed_of, item_of, talk

NOW = "2026-11-03T20:00:00Z"
BREAK = "&#13;&#10;Bcc: all@evil.example&#13;&#10;&#13;&#10;"
HEADERS = {"From", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted", "MIME-Version", "Content-Type"}


def feed_with_breaks(publisher):
    """Line breaks in every name that a mail or an answer may repeat."""
    spoken = talk("one").decode().replace("<v ", "<v \r\tBcc: all@evil.example ")
    publisher.serve("/talk.vtt", spoken, Content_Type="text/vtt")
    feed = feed_of("Show", item_of("one", "Episode", publisher.url("/talk.vtt"), publisher.url("/one.mp3")))
    feed = feed.replace("<title>Show", f"<title>Show{BREAK}").replace("<title>Episode", f"<title>Episode{BREAK}").replace(">one<", f">one{BREAK}<")
    publisher.serve("/feed.xml", feed, Content_Type="application/rss+xml")
    return publisher.url("/feed.xml")


class Impostors(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        publisher = cls.enterClassContext(Publisher())
        cls.pith = cls.enterClassContext(PublicPith(NOW, '[web]\nproxies = ["127.0.0.0/8"]\n', publisher.host))
        cls.pith.run("add", feed_with_breaks(publisher))
        cls.pith.run("scan")
        cls.pith.run("brief")
        cls.pith.start()
        cls.ann = cls.pith.become_reader("ann@example.org", words="ann's own words", hour="20:30")
        cls.bob = cls.pith.become_reader("bob@example.org", words="bob's own words", hour="20:30")
        cls.pith.stop()
        cls.pith.run("send", "--public", PUBLIC, now="2026-11-03T20:31:00Z")
        cls.pith.run("send", "--public", PUBLIC, now="2026-11-04T20:31:00Z")
        cls.pith.start(now="2026-11-03T20:32:00Z")
        cls.briefs = {to: next(mail for mail in cls.pith.mails(to) if mail.message["List-Id"]) for to in ("ann@example.org", "bob@example.org")}

    def session(self, browser):
        return browser.cookies["__Host-pith-session"]

    # Line breaks.

    def test_no_name_in_a_feed_adds_a_header_to_a_mail(self):
        self.assertIn("Bcc:", self.briefs["ann@example.org"].text)  # it is there, as text
        for mail in self.pith.mails():
            self.assertLessEqual(set(mail.message.keys()), HEADERS, mail.subject)
            self.assertEqual(mail.message.keys().count("To"), 1)
            self.assertNotRegex(mail.bytes.partition(b"\r\n\r\n")[0].decode(), r"(?m)^Bcc")

    def test_no_name_in_a_feed_adds_a_header_to_an_answer(self):
        browser, seen = self.pith.browser(), 0
        for link in {link for page in ("/", "/shows", "/search?q=teams") for link in browser.get(page).links() if link.startswith("/")}:
            for path in (link, link + ".xml", link + ".json") if link.startswith("/shows/") else (link,):
                answer = browser.get(path)
                seen += answer.status == 200
                self.assertFalse({name for name in answer.headers.keys() if "bcc" in name.lower()}, path)
                self.assertNotIn("evil.example", str(answer.headers), path)
        self.assertGreater(seen, 5)

    # Cookies.

    def test_a_cookie_that_another_host_could_plant_signs_nobody_in(self):
        browser = self.pith.browser()
        for name, status in (("pith-session", 303), ("__host-pith-session", 303), ("__Secure-pith-session", 303), ("__Host-pith-session", 200)):
            browser.cookies = {name: self.session(self.ann)}
            self.assertEqual(browser.get("/settings").status, status, name)

    def test_a_planted_session_is_not_the_one_that_is_signed_in(self):
        browser = self.pith.browser()
        browser.cookies = {"__Host-pith-session": "planted"}
        browser.submit("/sign-in", "/sign-in", {"email": "ann@example.org"})
        letters = [mail for mail in self.pith.wait_for_mails("ann@example.org", 4) if "/sign-in?" in mail.text]
        self.assertEqual(browser.submit(letters[-1].link("/sign-in?"), "/sign-in").status, 303)
        self.assertNotIn(self.session(browser), ("planted", self.session(self.ann)))
        planted = self.pith.browser()
        planted.cookies = {"__Host-pith-session": "planted"}
        self.assertEqual(planted.get("/settings").status, 303)

    def test_a_planted_form_cookie_makes_no_form_of_a_stranger_good(self):
        stranger = self.pith.browser()
        token = stranger.get("/sign-in").form("/sign-in").fields["form"]
        before = self.ann.get("/settings/export").text
        mixed = self.pith.browser()
        mixed.cookies = {**stranger.cookies, "__Host-pith-session": self.session(self.ann)}
        for path, fields in (("/settings/interests", {"words": "planted"}), ("/settings/delete", {"sure": "yes"}), ("/settings/pause", {})):
            self.assertEqual(mixed.post(path, {**fields, "form": token}).status, 403, path)
        self.assertEqual(self.ann.get("/settings/export").text, before)

    # Hosts and addresses.

    def test_links_of_letters_lead_to_this_site_whatever_a_request_says_it_asked(self):
        poison = {"X-Forwarded-Host": "evil.example", "X-Host": "evil.example", "Forwarded": "host=evil.example", "X-Original-URL": "https://evil.example/",
                  "X-Forwarded-Proto": "http", "Origin": "https://evil.example", "Referer": "https://evil.example/"}
        browser = self.pith.browser()
        self.assertEqual(browser.submit("/subscribe", "/subscribe", {"email": "carl@example.org"}, **poison).status, 200)
        (letter,) = self.pith.wait_for_mails("carl@example.org", 1)
        self.assertTrue(all(link.startswith(PUBLIC) for link in letter.links()), letter.links())
        self.assertNotIn(b"evil", letter.bytes)
        for page in ("/", "/subscribe", "/feeds/today.xml", "/feeds/today.json", "/openapi.json"):
            answer = browser.get(page, **{name.replace("-", "_"): value for name, value in poison.items()})
            self.assertNotIn("evil.example/", answer.text.replace("all@evil.example", ""), page)
            self.assertNotIn("evil.example", str(answer.headers), page)

    def raw(self, head):
        """The status of an answer to what no browser would send."""
        with socket.create_connection(("127.0.0.1", self.pith.port), timeout=30) as connection:
            connection.sendall(head.encode())
            return int(connection.recv(4096).split()[1])

    def test_a_request_with_another_host_or_two_hosts_is_not_answered(self):
        for head in ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", f"GET / HTTP/1.1\r\nHost: {HOST}@evil.example\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
                     f"GET / HTTP/1.1\r\nHost: {HOST}\r\nHost: evil.example\r\n\r\n", f"GET / HTTP/1.1\r\nHost: evil.example\r\nHost: {HOST}\r\n\r\n"):
            self.assertIn(self.raw(head), (400, 421), head)

    def test_addresses_that_a_client_makes_up_do_not_pass_its_limit(self):
        statuses = [self.pith.browser().submit("/subscribe", "/subscribe", {"email": f"s{n}@example.org"}, X_Forwarded_For=f"198.51.100.{n}, 203.0.113.99").status
                    for n in range(12)]
        self.assertEqual(statuses, [200] * 10 + [429] * 2)

    # What was given to another.

    def test_a_letters_day_opens_nothing_else(self):
        link = self.briefs["bob@example.org"].link("/days/")
        token = link.partition("?")[2]
        self.assertEqual(self.pith.browser().get(link).status, 200)
        for path in ("/days/2026-11-04", "/settings", "/settings/export", "/confirm", "/sign-in", "/admin", "/feeds/own/" + token[2:] + ".xml"):
            for browser in (self.pith.browser(), self.ann):
                page = browser.get(f"{path}?{token}")
                self.assertNotIn("bob", page.text, path)
                self.assertNotIn("__Host-pith-session", str(page.headers.get_all("Set-Cookie")), path)
        for action in ("/unsubscribe", "/confirm", "/sign-in"):
            self.assertNotEqual(self.pith.browser().post(f"{action}?{token}", {"List-Unsubscribe": "One-Click", "t": token[2:]}).status, 200, action)
        self.assertNotIn("bob", self.ann.get(link).text)
        changed = link[:-3] + ("AAA" if not link.endswith("AAA") else "BBB")
        self.assertEqual(self.pith.browser().get(changed).text.count("More or less"), 0)

    def test_a_link_to_unsubscribe_ends_one_readers_mails_and_does_nothing_else(self):
        out = path_of(self.briefs["bob@example.org"].message["List-Unsubscribe"].strip("<>"))
        token = out.partition("?")[2]
        for path in ("/settings", "/settings/export", "/days/2026-11-03", "/insights/x/taste"):
            self.assertNotIn("bob", self.pith.browser().get(f"{path}?{token}").text)
        self.assertEqual(self.pith.browser().post(out, {"List-Unsubscribe": "One-Click", "reader": json.loads(self.ann.get("/settings/export").text)["reader"]["id"]}).status, 200)
        self.assertIn("No mail is sent to you", self.bob.get("/settings").text)
        self.assertNotIn("No mail is sent to you", self.ann.get("/settings").text)
        self.bob.submit("/settings", "/settings/resume")

    def key_of(self, browser):
        made = browser.submit("/settings", "/settings/keys", {"name": "a program"})
        return re.search(r"<code>(pith_[^<]+)</code>", made.text)[1]

    def days(self, key, cursor=""):
        answer = self.pith.browser().request("GET", f"/api/v1/days?limit=1&{cursor}", headers={"Authorization": f"Bearer {key}"})
        return answer.status, json.loads(answer.text)

    def test_the_place_in_a_list_of_one_reader_shows_another_their_own(self):
        ann, bob = self.key_of(self.ann), self.key_of(self.bob)
        _, first = self.days(ann)
        own = [self.days(bob)[1]["items"][0]["id"]]
        cursor = urllib.parse.urlencode({"cursor": first["next"]})
        status, other = self.days(bob, cursor)
        own.append(self.days(bob, urllib.parse.urlencode({"cursor": self.days(bob)[1]["next"]}))[1]["items"][0]["id"])
        self.assertIn(status, (200, 400))
        for brief in other.get("items", []):
            self.assertIn(brief["id"], own)

    def test_no_field_of_a_form_leads_elsewhere(self):
        away = {name: "https://evil.example/" for name in ("next", "url", "return", "redirect", "to", "done")}
        for page, action, more, cookies in (("/settings", "/settings", {}, self.ann.cookies), ("/settings", "/settings/interests", {"words": "x y"}, self.ann.cookies),
                                            ("/subscribe", "/subscribe", {"email": "no address"}, {}), ("/settings", "/sign-out", {}, self.pith.become_reader("dora@example.org").cookies)):
            browser = self.pith.browser()
            browser.cookies = dict(cookies)
            answer = browser.submit(page, action, {**away, **more})
            self.assertRegex(answer.headers["Location"] or "/", r"^/(?![/\\])", action)
            self.assertNotIn("evil.example", str(answer.headers))


if __name__ == "__main__":
    unittest.main(verbosity=1)
