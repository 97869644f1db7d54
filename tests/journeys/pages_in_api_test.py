"""Everything that the pages show is in the API: of each page of a served home, each word is told at the addresses of the API that
answer for it, is written in the program itself, or is a number or a day, which the API tells as seconds, counts and dates."""
import functools
import glob
import html.parser
import json
import os
import re
import unittest
import urllib.parse

from asking import HTTPError, urlopen
from demo_world import ROOT
from served_home import ServedHome

# By the kind of a page, whose argument is {}: where the API tells what is on it.
TOLD = {
    "/": ["today", "days?limit=100", "status"], "/days": ["days?limit=100"], "/days/{}": ["days/{}", "days?limit=100"],
    "/insights/{}": ["insights/{}", "insights/{}/related", "insights/{}/storyline", "episodes/{episode}/transcript"],
    "/episodes/{}": ["episodes/{}", "episodes/{}/insights", "episodes/{}/transcript"],
    "/shows": ["shows"], "/shows/{}": ["shows/{}", "shows/{}/insights?limit=100", "shows/{}/episodes?limit=100", "shows/{}/timeline"],
    "/topics": ["topics?limit=100"], "/topics/{}": ["topics/{}", "topics/{}/insights?limit=100", "topics/{}/timeline"],
    "/people/{}": ["people/{}", "people/{}/insights?limit=100", "people/{}/timeline"],
    "/search": ["topics?only=late&limit=100", "shows", "insights?limit=100"], "/status": ["status"], "/admin": ["shows", "status", "readers"],
    "/hooks": ["hooks"], "/settings": ["reader", "topics?limit=100", "shows"], "/insights/{}/taste": ["insights/{}", "reader"],
    "/search?q={}": ["search?q={}&limit=100", "shows"],
}


class Text(html.parser.HTMLParser):
    """What stands between <main> and </main>."""
    def __init__(self, page):
        super().__init__()
        self.parts, self.inside = [], False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.inside = self.inside or tag == "main"

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "main"

    def handle_data(self, data):
        self.parts += [data] if self.inside else []


def words_of(text):
    return {word.lower() for word in re.findall(r"[^\W\d_]{2,}", text)}


@functools.cache
def own_words():
    """Of the templates and the program's own sentences."""
    words = words_of("January February March April May June July August September October November December Mon Tues Wednes Thurs Fri Satur Sun "
                     "Monday Tuesday Wednesday Thursday Friday Saturday Sunday AM PM Etc UTC h min s")
    for path in glob.glob(os.path.join(ROOT, "src", "web", "**", "*.*"), recursive=True) + glob.glob(os.path.join(ROOT, "src", "stages", "brief", "*.cpp")):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        words |= words_of(text) if path.endswith(".html") else {word for literal in re.findall(r'"((?:[^"\\\n]|\\.)*)"', text) for word in words_of(literal)}
    return words


class PagesInApi(ServedHome):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.world.day = 3
        cls.run_pith("scan", "--now", cls.world.now())
        cls.run_pith("brief", "--now", cls.world.now())
        cls.run_pith("hook", "add", "http://127.0.0.1:9/zanzibar", "--event", "insight.matched", "--words", "quokka")
        cls.episodes = {insight["id"]: insight["episode_id"] for insight in cls.archive("insight")}
        cls.own = own_words()

    @functools.cache
    def told(self, address):
        try:
            return words_of(json.dumps(json.loads(self.get("/api/v1/" + address)), ensure_ascii=False))
        except HTTPError as missing:
            self.assertEqual(missing.code, 404, address)
            return set()

    def unsaid(self, kind, argument):
        """The words of this page that nobody tells."""
        said, argument = words_of(argument), urllib.parse.quote(argument, safe="+%")
        page = self.get(kind.replace("{}", argument))
        for address in TOLD[kind]:
            said |= self.told(address.replace("{episode}", self.episodes.get(argument, "")).replace("{}", argument))
        return words_of(" ".join(Text(page).parts)) - said - self.own

    def test_every_word_of_every_page_is_told(self):
        seen, left = {"/"}, ["/"]
        while left:
            path = left.pop()
            with urlopen(self.site + urllib.parse.quote(path, safe="/?&=%+"), timeout=30) as answer:
                page = answer.read().decode() if "html" in answer.headers["Content-Type"] else ""
            found = {html.unescape(link).partition("#")[0] for link in re.findall(r'href="(/[^"]*)"', page)} - seen
            seen |= found
            left += found
        counted = dict.fromkeys(TOLD, 0)
        for path in sorted(seen):
            kind = next((kind for kind in TOLD if re.fullmatch(re.escape(kind).replace(r"\{\}", "([^/?]+)"), path)), None)
            if kind:
                counted[kind] += 1
                match = re.fullmatch(re.escape(kind).replace(r"\{\}", "([^/?]+)"), path)
                with self.subTest(path):
                    self.assertEqual(self.unsaid(kind, match[1] if match.groups() else ""), set())
        del counted["/search?q={}"]
        self.assertEqual([kind for kind, count in counted.items() if not count], [])

    def test_what_a_search_shows_is_told(self):
        for query in ("power+stations", "teams", "batery"):
            self.assertEqual(self.unsaid("/search?q={}", query), set(), query)

    def test_a_word_that_the_api_does_not_tell_is_found(self):
        self.assertIn("zanzibar", words_of(" ".join(Text(self.get("/hooks")).parts)))
        self.assertNotIn("zanzibar", self.own)
        TOLD["/hooks"], kept = ["shows"], TOLD["/hooks"]
        self.addCleanup(TOLD.__setitem__, "/hooks", kept)
        self.assertLessEqual({"zanzibar", "quokka"}, self.unsaid("/hooks", ""))


if __name__ == "__main__":
    unittest.main(verbosity=1)
