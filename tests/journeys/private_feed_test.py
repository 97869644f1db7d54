"""A private feed that repeats its token in everything it says, through the real program: it is shown, kept and logged nowhere."""
import json
import os
import re
import sqlite3
import subprocess
import tempfile
import unittest

from asking import HTTPError, urlopen
from publisher import Publisher, item_of, talk

PITH = os.environ["PITH_BINARY"]
TOKEN = "s3cretT0ken5678"


class PrivateFeed(unittest.TestCase):
    def setUp(self):
        self.publisher = self.enterContext(Publisher())
        self.home = self.enterContext(tempfile.TemporaryDirectory())
        with open(os.path.join(self.home, "pith.toml"), "w", encoding="utf-8") as file:
            file.write(f'[feeds]\nallow_private = ["{self.publisher.host}"]\ntimeout_s = 5\n[log]\nlevel = "debug"\n'
                       '[reader]\nemail = "ann@example.org"\nzone = "UTC"\n')
        url = self.publisher.url
        tags = (f"<link>{url(f'/{TOKEN}/page')}</link><description>Yours is {TOKEN}.</description>"
                f'<podcast:person href="{url(f"/{TOKEN}/ann")}">Ann {TOKEN}</podcast:person>'
                f'<podcast:chapters url="{url(f"/{TOKEN}/c.json")}" type="application/json+chapters"/>')
        self.items = (item_of(f"{url(f'/{TOKEN}/1')}", f"The first, for {TOKEN}", url(f"/{TOKEN}/one.vtt"), url(f"/{TOKEN}/one.mp3"), tags) +
                      item_of(f"2-{TOKEN}", "The second", url(f"/{TOKEN}/missing.vtt")))
        more = (f"<link>{url(f'/{TOKEN}/')}</link><description>For {TOKEN} only</description>"
                f"<image><url>{url(f'/{TOKEN}.png')}</url></image>")
        self.publisher.serve_show(f"/{TOKEN}/feed.xml", items=self.items, more=more)
        self.publisher.serve("/feed.xml", "", status=302, Location=f"/{TOKEN}/feed.xml")
        self.publisher.serve(f"/{TOKEN}/one.vtt", talk("one"))
        self.publisher.serve(f"/{TOKEN}/c.json", json.dumps({"chapters": [{"startTime": 0, "title": f"C {TOKEN}", "url": url(f"/{TOKEN}")}]}))
        self.address = f"http://{self.publisher.host}/feed.xml?auth={TOKEN}"

    def pith(self, *words, day=2, hour=6):
        done = subprocess.run([PITH, *words, "--home", self.home, "--now", f"2026-11-{day:02}T{hour:02}:30:00Z"], capture_output=True,
                              text=True, timeout=120)
        return done.stdout + done.stderr

    def all_outputs(self):
        for words in (["shows"], ["shows", "--json"], ["export"], ["export", "--state"], ["export", "--opml"], ["export", "--readwise"],
                      ["doctor"], ["doctor", "--json"], ["brief"], ["brief", "--json"], ["brief", "--markdown"], ["search", "studies"],
                      ["search", "studies", "--json"]):
            yield " ".join(words), self.pith(*words, hour=9)
        yield "notes", self.pith("export", "--notes", os.path.join(self.home, "notes"), hour=9)
        self.pith("send", hour=9)
        for folder in ("notes", "outbox"):
            for at, _, names in os.walk(os.path.join(self.home, folder)):
                for name in names:
                    with open(os.path.join(at, name), encoding="utf-8") as file:
                        yield name, file.read().replace("=\n", "")

    def assert_silent(self, said):
        for name, text in said:
            self.assertNotIn(TOKEN, text, name)

    def follow(self):
        self.assert_silent([("add", self.pith("add", self.address)), ("scan", self.pith("scan"))])

    def test_no_output_holds_the_token_that_the_feed_repeats(self):
        self.follow()
        said = dict(self.all_outputs())
        self.assertIn('"The first, for ***"', said["export"])
        self.assertIn("C ***", said["export"])
        self.assertIn('"guid":"2-***"', said["export"])
        self.assert_silent(said.items())

    def test_no_page_api_or_feed_holds_it(self):
        self.follow()
        self.pith("brief", hour=9)
        episodes = [json.loads(line)["episode"]["id"] for line in self.pith("export").splitlines() if line.startswith('{"episode"')]
        self.assertEqual(len(episodes), 2)
        process = subprocess.Popen([PITH, "serve", "--listen", "127.0.0.1:0", "--home", self.home, "--now", "2026-11-02T09:30:00Z"],
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            base = re.search(r"http://[\d.:]+", process.stdout.readline())[0]
            paths = ["/", "/shows", "/shows/a-show", "/status", "/search?q=studies", "/feeds/today.xml", "/feeds/today.atom", "/feeds/today.json",
                     "/feeds/shows/a-show.xml", "/api/v1/shows", "/api/v1/episodes", "/api/v1/today", "/api/v1/insights", "/metrics"]
            for path in paths + [f"/episodes/{id}" for id in episodes] + [f"/api/v1/episodes/{id}" for id in episodes]:
                try:
                    with urlopen(base + path, timeout=30) as answer:
                        self.assertNotIn(TOKEN, answer.read().decode(), path)
                except HTTPError as error:
                    self.fail(f"{path}: {error}")
        finally:
            process.terminate()
            process.wait(60)
            process.stdout.close()

    def test_no_failure_holds_it(self):
        self.follow()
        self.publisher.serve(f"/{TOKEN}/feed.xml", "", status=302, Location=f"http://127.0.0.9/{TOKEN}")
        self.assert_silent([("scan", self.pith("scan", day=3))])
        self.publisher.serve("/feed.xml", "", status=301, Location=f"/{TOKEN}/moved.xml")
        self.publisher.serve(f"/{TOKEN}/moved.xml", "no feed")
        self.assert_silent([("scan", self.pith("scan", day=5))])
        self.publisher.serve_show(f"/{TOKEN}/moved.xml", items=self.items)
        self.assert_silent([("scan", self.pith("scan", day=7)), *self.all_outputs()])
        self.assertIn("/***/moved.xml", self.pith("shows"))

    def test_an_episode_stays_the_same_where_the_token_in_its_guid_was_kept_before(self):
        self.follow()
        with sqlite3.connect(os.path.join(self.home, "pith.db")) as store:
            store.execute("UPDATE episodes SET guid = replace(guid, '***', ?)", (TOKEN,))
        self.publisher.routes["/feed.xml"] = (302, {"Location": f"/{TOKEN}/new.xml"}, "")
        self.publisher.serve_show(f"/{TOKEN}/new.xml", items=self.items + item_of("3", "The third"))
        self.pith("scan", day=3)
        out = self.pith("export")
        self.assertEqual(out.count('{"episode"'), 3)
        self.assertNotIn(TOKEN, out)


if __name__ == "__main__":
    unittest.main(verbosity=1)
