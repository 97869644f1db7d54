"""A table of attacks over real HTTP against the real program on a public site: scripts in every field of a feed and in every parameter,
SQL in every parameter of pages, of the API and of tools, forged forms, other readers' ids, redirects to elsewhere, paths out of the site, split headers, slow clients."""
import html.parser
import json
import os
import re
import selectors
import socket
import time
import unittest
import urllib.parse
import xml.dom.minidom

from hostile_feeds import SCRIPT, hostile_feeds
from model_server import ModelServer
from public_site import HOST, PublicPith, path_of
from publisher import Publisher, item_of, talk

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
NOW = "2026-11-03T20:00:00Z"
SQL = ("' OR '1'='1", "'; DROP TABLE readers; --", "\" OR \"\"=\"", "x') UNION SELECT email FROM readers --", "1; DELETE FROM tokens", "\\'; --", "%' --")
AWAY = ("https://evil.example/", "//evil.example/", "/\\evil.example/", "https:evil.example", "\r\nLocation: https://evil.example")


def source(*names):
    with open(os.path.join(ROOT, "src", "web", *names), encoding="utf-8") as file:
        return file.read()


def routes():
    """Of the route table: pattern -> (is a page, has a form, is opened by a signed token)."""
    table = source("routes.cpp").partition("table[] = {\n")[2].partition("};\n")[0]
    rows = re.findall(r'\{("[^"]*"|upload_path), ([\w:]+)(?:, (\w+))?(, true)?\}', table)
    assert len(rows) == len(table.splitlines()) > 50, f"{len(rows)} of {len(table.splitlines())} rows of the route table are understood"
    return {"/admin/opml" if path == "upload_path" else path.strip('"'): (page != "nullptr", bool(form), bool(by_token))
            for path, page, form, by_token in rows}


def parameters():
    """The names of all parameters that some page reads."""
    files = [os.path.relpath(os.path.join(base, name), os.path.join(ROOT, "src", "web"))
             for base, _, names in os.walk(os.path.join(ROOT, "src", "web")) for name in names if name.endswith(".cpp")]
    names = {name for file in files for name in re.findall(r'(?:parameter\(|field\(context, )"(\w+)"', source(file))}
    assert {"q", "show", "person", "day", "from", "to", "only", "page", "cursor", "limit", "t"} - {"day"} <= names, names
    return sorted(names | {"topic", "next", "day"})


class Checker(html.parser.HTMLParser):
    """What a browser would run or fetch from elsewhere."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.faults = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            value = (value or "").strip().lower()
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.faults.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action", "formaction") and re.match(r"[\s\x00-\x1f]*(javascript|data|vbscript):", value):
                self.faults.append(f"{tag} {name}={value}")
            if name == "src" and not value.startswith("/static/") and tag not in ("audio", "source"):
                self.faults.append(f"{tag} src={value}")
        if tag in ("iframe", "object", "embed", "base", "svg", "img") or (tag == "script" and not dict(attributes).get("src", "").startswith("/static/")):
            self.faults.append(f"<{tag}>")


class Attacks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        publisher = cls.enterClassContext(Publisher())
        cls.pith = cls.enterClassContext(PublicPith(NOW, "[api]\naddress_limit = 0\n", publisher.host))  # else most is turned away untried
        cls.pith.run("add", *hostile_feeds(publisher))
        cls.pith.run("scan")
        cls.pith.run("brief")
        cls.owner_link = cls.pith.run("owner", "boss@example.org", "--public", "https://" + HOST).stdout.split()[-1]
        cls.pith.start()
        cls.ann = cls.pith.become_reader("ann@example.org", words=SCRIPT, people="Eve Mallory", hour="20:30")
        cls.bob = cls.pith.become_reader("bob@example.org", words="bob's own words", hour="20:30")
        cls.pith.run("send", "--public", "https://" + HOST, now="2026-11-03T20:31:00Z")  # ann and bob get their briefs
        cls.owner = cls.pith.browser()
        assert cls.owner.submit(path_of(cls.owner_link), "/sign-in").status == 303
        cls.pages = {**cls.crawl(cls.pith.browser()), **cls.crawl(cls.ann), **cls.crawl(cls.owner)}
        cls.insight = next(page for page in cls.pages if re.fullmatch(r"/insights/\w+", page))

    @classmethod
    def crawl(cls, browser):
        """Every page that is linked from the first, as this browser sees them."""
        seen, waiting = {}, ["/", "/subscribe", "/sign-in", "/status", "/search?q=teams", "/search?q=alert", "/settings", "/admin"]
        while waiting:
            page = waiting.pop()
            if page in seen or page.startswith(("/static/", "/settings/export")):
                continue
            seen[page] = browser.get(page)
            waiting += [link.partition("#")[0] for link in seen[page].links() if link.startswith("/")]
        return seen

    def state(self):
        return self.pith.run("export", "--state").stdout

    def sound(self, answer, what):
        self.assertLess(answer.status, 500, what)
        self.assertTrue(answer.status != 429 or "letters" in answer.text, what)  # not turned away before anything was tried
        if "text/html" in (answer.headers["Content-Type"] or ""):
            self.assertEqual(Checker(answer.text).faults, [], what)

    # Scripts.

    def test_nothing_of_a_feed_runs_on_any_page(self):
        self.assertGreater(len(self.pages), 15)
        kinds = {page.split("/")[1].partition("?")[0] for page in self.pages}
        self.assertTrue({"insights", "episodes", "shows", "days", "search", "settings", "admin"} <= kinds, kinds)
        for page, answer in self.pages.items():
            self.sound(answer, page)
        shown = "".join(answer.text for answer in self.pages.values())
        for kind in ("Show", "Episode", "Second", "Bite", "Every", "Atom", "Json"):
            self.assertIn(f"{kind} &quot;&#39;&gt;&lt;img", shown)  # it is there, as text

    def test_nothing_of_a_feed_runs_in_feeds_and_mails(self):
        browser = self.pith.browser()
        entries = [node.firstChild.data for ending, tag in (("xml", "description"), ("atom", "content"))
                   for node in xml.dom.minidom.parseString(browser.get(f"/feeds/today.{ending}").text).getElementsByTagName(tag)]
        entries += [item["content_html"] for item in json.loads(browser.get("/feeds/today.json").text)["items"]]
        self.assertGreaterEqual(sum("&lt;img src=x" in entry for entry in entries), 3)  # each form has what a script was put in, as text
        for entry in entries:
            self.assertEqual(Checker(entry).faults, [], entry)
        briefs = [mail for mail in self.pith.mails() if mail.message["List-Id"]]
        self.assertEqual(len(briefs), 2)
        self.assertIn("&lt;img src=x", briefs[0].html)
        for mail in self.pith.mails():
            faults = [fault for fault in Checker(mail.html).faults if " style=" not in fault]
            self.assertEqual(faults, [], mail.subject)

    def test_nothing_of_a_parameter_runs(self):
        for path, (is_page, _, _) in routes().items():
            for name in parameters():
                if is_page:
                    filled = path.replace("{}", urllib.parse.quote(SCRIPT, safe=""))
                    for browser in (self.pith.browser(), self.ann):
                        self.sound(browser.get(f"{filled}?{urllib.parse.urlencode({name: SCRIPT})}"), path)

    def test_nothing_of_a_form_runs(self):
        for browser, page in ((self.pith.browser(), "/subscribe"), (self.pith.browser(), "/sign-in"), (self.ann, "/settings"), (self.owner, "/admin"), (self.owner, "/hooks")):
            for form in browser.get(page).forms():
                for field in form.fields:
                    if form.method == "post" and field != "form" and not form.action.endswith(("delete", "sign-out", "pause")):
                        self.sound(browser.post(form.action, {**form.fields, field: SCRIPT}), f"{form.action} {field}")

    # SQL.

    def test_sql_in_every_parameter_of_a_page_is_text(self):
        before = self.state()
        for path, (is_page, _, _) in routes().items():
            for words in SQL if is_page else ():
                filled = path.replace("{}", urllib.parse.quote(words, safe=""))
                for query in ({name: words for name in parameters()}, {"q": words}):
                    self.is_text(self.ann.get(f"{filled}?{urllib.parse.urlencode(query)}"), f"{path} {words}")
        self.assertEqual(self.state(), before)

    def is_text(self, answer, what):
        self.sound(answer, what)
        self.assertNotIn("bob@example.org", answer.text, what)

    def test_sql_in_every_parameter_of_the_api_is_text(self):
        before, browser, asked = self.state(), self.pith.browser(), 0
        for path, methods in json.loads(browser.get("/openapi.json").text)["paths"].items():
            for words in SQL:
                quoted = urllib.parse.quote(words, safe="")
                self.is_text(browser.get(re.sub(r"\{\w+\}", lambda _: quoted, path)), f"{path} {words}")
                for parameter in methods["get"].get("parameters", []):
                    held = path.replace("{id}", self.insight.rpartition("/")[2]).replace("{day}", NOW[:10])
                    if parameter["in"] == "query":
                        self.is_text(browser.get(f"{held}?{parameter['name']}={quoted}"), f"{path} {parameter['name']} {words}")
                        asked += 1
        self.assertGreater(asked, 50)
        self.assertEqual(self.state(), before)

    def test_sql_in_every_argument_of_a_tool_is_text(self):
        before, browser, asked = self.state(), self.pith.browser(), 0

        def call(method, **params):
            body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
            return browser.request("POST", "/mcp", body, {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"})
        for tool in json.loads(call("tools/list").text)["result"]["tools"]:
            for name in tool["inputSchema"]["properties"]:
                for words in SQL:
                    answer = call("tools/call", name=tool["name"], arguments={name: words})
                    self.is_text(answer, f"{tool['name']} {name} {words}")
                    self.assertIn("result", json.loads(answer.text), answer.text)
                    asked += 1
        self.assertGreater(asked, 50)
        self.assertEqual(self.state(), before)

    def test_sql_in_every_field_of_a_form_is_text(self):
        ann = self.pith.become_reader("sql@example.org", words="heat pumps")
        ann.submit(self.insight + "/taste", self.insight + "/taste", {"taste": "more"})
        before = self.bob.get("/settings/export").text
        for page in ("/settings", self.insight + "/taste"):
            for form in ann.get(page).forms():
                for field in form.fields:
                    for words in SQL:
                        if form.method == "post" and field != "form" and "/sign-out" not in form.action and "/delete" not in form.action:
                            self.sound(ann.post(form.action, {**form.fields, field: words}), f"{form.action} {field} {words}")
        for words in SQL:
            self.assertLess(self.pith.browser().submit("/sign-in", "/sign-in", {"email": words}).status, 500)
        self.assertEqual(self.bob.get("/settings/export").text, before)
        self.assertEqual(self.pith.run("doctor", check=False).returncode in (0, 1), True)

    # Forged forms.

    def test_a_form_that_no_page_of_the_site_made_does_nothing(self):
        before, forms = self.state(), [path for path, (_, form, by_token) in routes().items() if form and not by_token]
        self.assertGreater(len(forms), 15)
        strange = self.bob.get("/settings").form("/settings/pause").fields["form"]
        for path in forms:
            path = path.replace("{}", self.insight.rpartition("/")[2])
            for browser in (self.ann, self.owner):
                own = browser.get("/settings").form("/settings/pause").fields["form"]
                fields = {"email": "x@example.org", "zone": "UTC", "hour": "07:00", "language": "en", "sure": "yes", "taste": "less", "url": "https://a.example"}
                for what, answer in {
                    "no token": browser.post(path, fields),
                    "another reader's token": browser.post(path, {**fields, "form": strange}),
                    "a changed token": browser.post(path, {**fields, "form": own[:-2] + ("AA" if own[-2:] != "AA" else "BB")}),
                    "from another site": browser.post(path, {**fields, "form": own}, Sec_Fetch_Site="cross-site"),
                    "by a plain body": browser.request("POST", path, f"form={own}", {"Content-Type": "text/plain"}),
                }.items():
                    self.assertIn(answer.status, (400, 403), f"{path} {what}")
        self.assertEqual(self.state(), before)

    def test_unsubscribing_needs_the_signed_link(self):
        for token in ("", "x", "A" * 80, self.ann.get("/settings").form("/settings/pause").fields["form"]):
            self.assertEqual(self.pith.browser().post("/unsubscribe?t=" + token, {"List-Unsubscribe": "One-Click"}).status, 400)

    def test_reading_changes_nothing(self):
        before = self.state()
        for path, (is_page, has_form, _) in routes().items():
            answer = self.ann.get(path.replace("{}", self.insight.rpartition("/")[2]))
            if not is_page:
                self.assertEqual(answer.status, 404 if has_form else 405, path)
        self.assertEqual(self.state(), before)

    # Others' things.

    def test_no_id_opens_what_is_anothers(self):
        self.bob.submit(self.insight + "/taste", self.insight + "/taste", {"taste": "less"})
        before, ann = self.bob.get("/settings/export").text, self.ann.get("/settings").form("/settings/pause").fields["form"]
        bob = json.loads(before)["reader"]["id"]
        insight = self.insight.rpartition("/")[2]
        for path in [path for path, (_, form, _) in routes().items() if path.startswith(("/settings/", "/insights/")) and form and "delete" not in path]:
            for name in ("reader", "reader_id", "id", "insight", "value"):
                self.ann.post(path.replace("{}", insight), {"form": ann, "insight": insight, "kind": "words", "value": "bob's own words", name: bob, "taste": "more"})
        for page in ("/settings", "/settings/export", "/days", "/"):
            for name in ("reader", "reader_id", "id"):
                self.assertNotIn("bob", self.ann.get(f"{page}?{name}={bob}").text)
        self.assertEqual(self.bob.get("/settings/export").text, before)

    def test_what_is_the_owners_is_closed_to_readers_and_visitors(self):
        before, token = self.state(), self.ann.get("/settings").form("/settings/pause").fields["form"]
        visitor = self.pith.browser()
        visitor_token = visitor.get("/sign-in").form("/sign-in").fields["form"]
        for path, (is_page, has_form, _) in routes().items():
            if not path.startswith(("/admin", "/hooks")):
                continue
            if is_page:
                self.assertEqual((self.ann.get(path).status, visitor.get(path).status), (403, 303), path)
            if has_form:
                self.assertEqual(self.ann.post(path, {"form": token, "reader": "re_home"}).status, 403, path)
                self.assertEqual(visitor.post(path, {"form": visitor_token}).status, 303, path)
        self.assertEqual(self.ann.get("/metrics").status, 403)
        self.assertEqual(self.pith.browser().get("/metrics").status, 403)
        self.assertEqual(self.owner.get("/metrics").status, 200)
        self.assertEqual(self.state(), before)

    def test_a_session_of_another_signature_is_none(self):
        forged = self.pith.browser()
        forged.cookies = {name: value[:-4] + "AAAA" for name, value in self.ann.cookies.items()}
        self.assertEqual(forged.get("/settings").status, 303)
        swapped = self.pith.browser()  # a token of another purpose in the cookie
        swapped.cookies = {"__Host-pith-session": self.ann.get("/settings").form("/settings/pause").fields["form"]}
        self.assertEqual(swapped.get("/settings").status, 303)

    # Ways out.

    def test_no_parameter_leads_elsewhere(self):
        for path, (is_page, _, _) in routes().items():
            for away in AWAY if is_page else ():
                query = urllib.parse.urlencode({name: away for name in ("next", "url", "return", "to", "redirect", "t")})
                for browser in (self.pith.browser(), self.ann):
                    answer = browser.get(f"{path.replace('{}', urllib.parse.quote(away, safe=''))}?{query}")
                    self.assertRegex(answer.headers["Location"] or "/", r"^/(?![/\\])", path)
                    self.assertNotIn("evil.example", str(answer.headers))

    def test_no_path_leads_out_of_the_site(self):
        with open("/etc/passwd", encoding="utf-8") as file:
            first = file.readline().strip()
        for path in ("/static/../../../../etc/passwd", "/static/..%2f..%2f..%2fetc%2fpasswd", "/static/%2e%2e/%2e%2e/pith.toml", "/../../etc/passwd", "//etc/passwd",
                     "/static//etc/passwd", "/static/....//pith.db", "/days/../pith.db", "/episodes/..%2f..%2fpith.toml", "/static/pith.css%00.html", "/%2e%2e%5cpith.toml",
                     "/static/key", "/key", "/pith.db", "/insights/..%2f..%2fetc%2fpasswd/taste"):
            answer = self.pith.browser().get(path)
            self.assertIn(answer.status, (303, 400, 404), path)
            self.assertNotIn(first, answer.text, path)
            self.assertNotIn("[feeds]", answer.text, path)

    # Headers.

    def test_no_field_adds_a_header_to_an_answer_or_a_mail(self):
        sent = len(self.pith.mails())
        for address in ("a@example.org\r\nBcc: all@example.org", "a@example.org\nSubject: x", "a@example.org,b@example.org", "Ann <a@example.org>", "a@example.org\x00",
                        "a b@example.org", "a@exa mple.org", "\"a\r\n\"@example.org", "a" * 300 + "@example.org", "a@[127.0.0.1]"):
            for page in ("/subscribe", "/sign-in"):
                self.assertEqual(self.pith.browser().submit(page, page, {"email": address}).status, 400, address)
        self.pith.wait_until_idle()
        self.assertEqual(len(self.pith.mails()), sent)
        for path in ("/insights/x%0d%0aSet-Cookie:%20a=b", "/search?q=%0d%0aSet-Cookie:%20a=b", "/sign-in?t=%0d%0aX-Evil:%201"):
            self.assertNotIn("evil", str(self.pith.browser().get(path).headers).lower())
            self.assertNotIn("a=b", str(self.pith.browser().get(path).headers))

    def test_every_answer_has_the_headers_that_protect(self):
        for path in list(routes()) + ["/nowhere"]:
            headers = self.pith.browser().get(path.replace("{}", "x")).headers
            policy = headers["Content-Security-Policy"]
            self.assertIn("default-src 'none'", policy)
            self.assertIn("frame-ancestors 'none'", policy)
            self.assertNotIn("unsafe", policy)
            self.assertEqual((headers["Referrer-Policy"], headers["X-Content-Type-Options"], headers["Strict-Transport-Security"]),
                             ("no-referrer", "nosniff", "max-age=31536000"))

    def test_cookies_are_for_this_host_over_tls_and_out_of_scripts_reach(self):
        (cookie,) = self.pith.browser().get("/sign-in").headers.get_all("Set-Cookie")
        for part in ("__Host-", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"):
            self.assertIn(part, cookie)
        self.assertNotIn("Domain", cookie)
        self.assertTrue(all(name.startswith("__Host-pith-") for name in self.ann.cookies), self.ann.cookies)

    def test_what_is_personal_is_kept_by_no_cache(self):
        for page in ("/settings", "/settings/export", "/", self.insight + "/taste"):
            self.assertIn("no-store", self.ann.get(page).headers["Cache-Control"], page)

    def test_the_site_is_asked_by_its_own_name_alone(self):
        for host in ("evil.example", "pith.example.evil.example", "127.0.0.1", "pith.example:8080", ""):
            self.assertEqual(self.pith.browser(host).get("/").status, 421, host)

    # Floods.

    def test_a_body_is_limited_before_it_is_read(self):
        for path, most in (("/subscribe", 64 << 10), ("/admin/opml", 64 << 10)):
            self.assertEqual(self.pith.browser().request("POST", path, b"x" * (most + 1), {"Content-Type": "application/x-www-form-urlencoded"}).status, 413, path)

    def test_three_hundred_slow_clients_are_closed_while_others_are_served(self):
        slow = [socket.create_connection(("127.0.0.1", self.pith.port)) for _ in range(300)]
        self.addCleanup(lambda: [connection.close() for connection in slow])
        selector, begin, served = selectors.DefaultSelector(), time.monotonic(), 0
        for connection in slow:
            connection.setblocking(False)
            selector.register(connection, selectors.EVENT_READ)
        head, sent = b"GET / HTTP/1.1\r\nHost: pith.example\r\nX-Slow: " + b"a" * 1000, 0
        while selector.get_map() and time.monotonic() - begin < 60:
            for connection in [key.fileobj for key in selector.get_map().values()]:
                try:
                    connection.send(head[sent:sent + 1])
                except OSError:
                    selector.unregister(connection)
            sent += 1
            served += self.pith.browser().get("/healthz", X_Forwarded_For="").status in (200, 421)
            self.assertEqual(self.pith.browser().get("/").status, 200)
            for key, _ in selector.select(1):
                try:
                    gone = key.fileobj.recv(4096) == b""
                except OSError:
                    gone = True
                if gone:
                    selector.unregister(key.fileobj)
        took = time.monotonic() - begin
        print(f"300 slow clients closed after {took:.1f} s, {served} others served meanwhile")
        self.assertFalse(selector.get_map())
        self.assertGreater(served, 3)
        self.assertLess(took, 30)  # ten seconds is the server's limit; the rest is this test's machine


class StatusOfTrouble(unittest.TestCase):
    def a_home_in_trouble(self, publisher, model):
        """What was given up, an address that fails, and a language model that answers."""
        home = self.enterContext(PublicPith(NOW, f'[distill]\nengine = "llm"\n[llm]\nbase_url = "{model.url}"\nmodel = "scripted"\n', publisher.host))
        publisher.serve("/one.vtt", talk("one"), Content_Type="text/vtt")
        publisher.serve_show(items=item_of("one", "The first", publisher.url("/one.vtt")) + item_of("two", "The second", publisher.url("/none.vtt")))
        home.run("add", publisher.url("/feed.xml"))
        for day in range(4, 13):  # as often as a missing transcript is asked for
            home.run("scan", now=f"2026-11-{day:02}T20:00:00Z")
        return home

    def test_a_visitors_status_names_no_server_and_no_error(self):
        publisher, model = self.enterContext(Publisher()), self.enterContext(ModelServer())
        home = self.a_home_in_trouble(publisher, model)
        home.now = "2026-11-12T21:00:00Z"
        link = home.run("owner", "boss@example.org", "--public", "https://" + HOST).stdout.split()[-1]
        home.start()
        owner = home.browser()
        self.assertEqual(owner.submit(path_of(link), "/sign-in").status, 303)
        seen, shown = owner.get("/status").text, home.browser().get("/status").text
        for word in (publisher.host, "was not given out (404)", "Given up", "Language model", "tokens"):
            self.assertIn(word, seen)
            self.assertNotIn(word, shown)


class AtHome(unittest.TestCase):
    def test_a_page_of_another_site_reaches_nothing_by_a_name_of_its_own(self):
        pith = self.enterContext(PublicPith(NOW)).start(public=None)
        for path in ("/", "/settings", "/admin", "/settings/export"):
            self.assertEqual(pith.browser("evil.example").get(path).status, 421, path)
            self.assertEqual(pith.browser("127.0.0.1").get(path).status, 200, path)

    def test_a_form_of_another_site_does_nothing(self):
        pith = self.enterContext(PublicPith(NOW)).start(public=None)
        browser = pith.browser("127.0.0.1")
        token = browser.get("/settings").form("/settings/interests").fields["form"]
        for fields, headers in (({"words": "x"}, {}), ({"words": "x", "form": token}, {"Sec_Fetch_Site": "cross-site"})):
            self.assertEqual(browser.post("/settings/interests", fields, **headers).status, 403)
        self.assertEqual(pith.browser("127.0.0.1").post("/settings/interests", {"words": "x", "form": token}).status, 403)  # without its cookie
        self.assertEqual(browser.post("/settings/interests", {"words": "x", "form": token}).status, 303)


if __name__ == "__main__":
    unittest.main(verbosity=1)
