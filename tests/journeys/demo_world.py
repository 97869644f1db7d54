"""The demo world of data/demo as feeds on loopback, day by day, for tests that run real pith processes."""
import datetime as dt
import email.utils
import hashlib
import json
import os
import threading
from xml.sax.saxutils import escape, quoteattr

from loopback import Handler, Loopback
from publisher import feed_of, item_of

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
FIRST = dt.date(2026, 11, 3)


class DemoWorld(Loopback):
    """Serves from its making to its end. `day` moves its date; `requests` counts them by path."""

    def __init__(self):
        with open(os.path.join(ROOT, "data", "demo", "world.json"), encoding="utf-8") as file:
            self.shows = json.load(file)["shows"]
        self.day, self.requests, self.lock = 1, {}, threading.Lock()
        world = self

        class Feeds(Handler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                self.give(*world.answer(self.path, self.headers.get("If-None-Match")))

        self.listen(Feeds)

    def feeds(self):
        return [f"http://{self.host}/{show['slug']}/feed.xml" for show in self.shows]

    def now(self, hour=20):
        return f"{FIRST + dt.timedelta(days=self.day - 1)}T{hour:02}:00:00Z"

    def answer(self, path, tag):
        with self.lock:
            self.requests[path] = self.requests.get(path, 0) + 1
        show, _, name = path.strip("/").partition("/")
        found = next((s for s in self.shows if s["slug"] == show), None)
        if found and name == "feed.xml":
            body = self.feed(found)
            etag = f'"{hashlib.sha1(body).hexdigest()}"'
            return (304, {"ETag": etag}, b"") if tag == etag else (200, {"ETag": etag, "Content-Type": "application/rss+xml"}, body)
        file = os.path.join(ROOT, "data", "demo", os.path.normpath(path.strip("/")))
        if found and os.path.isfile(file):
            with open(file, "rb") as stream:
                return 200, {"Content-Type": "text/plain"}, stream.read()
        return 404, {}, b""

    def feed(self, show):
        items = "".join(self.item(show, e) for e in show["episodes"] if e["day"] <= self.day)
        return feed_of(show["title"], items).encode()

    def item(self, show, episode):
        hour, minute = map(int, episode["time"].split(":"))
        when = dt.datetime.combine(FIRST + dt.timedelta(days=episode["day"] - 1), dt.time(hour, minute), dt.timezone.utc)
        url = f'http://{self.host}/{episode["transcript"]}'
        people = "".join(f'<podcast:person role={quoteattr(p["role"])}>{escape(p["name"])}</podcast:person>' for p in episode["persons"])
        link = f'<podcast:transcript url={quoteattr(url)} type={quoteattr(episode["type"])}/>'
        return item_of(f'{show["slug"]}/{episode["slug"]}', episode["title"], more=link + people, date=email.utils.format_datetime(when))
