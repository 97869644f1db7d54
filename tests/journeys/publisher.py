"""A publisher on loopback for tests that run real pith processes: what each path answers is up to the test, and every request is
remembered."""
import os
import threading
from xml.sax.saxutils import escape, quoteattr

from loopback import Handler, Loopback

DEMO = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "demo"))
TALKS = {"one": "small-wonders/big-effects.vtt", "two": "second-invoice/raise-the-price.vtt"}


def talk(name):
    with open(os.path.join(DEMO, TALKS[name]), "rb") as file:
        return file.read()


class Publisher(Loopback):
    """`routes`: path without query -> (status, headers, body), or a function of the handler that gives one."""

    def __init__(self):
        self.routes, self.requests, self.lock = {}, [], threading.Lock()
        publisher = self

        class Routes(Handler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                with publisher.lock:
                    publisher.requests.append((self.path, dict(self.headers)))
                route = publisher.routes.get(self.path.partition("?")[0], (404, {}, b""))
                status, headers, body = route(self) if callable(route) else route
                body = body.encode() if isinstance(body, str) else body
                self.give(status, headers, body)

        self.listen(Routes)

    def url(self, path):
        return f"http://{self.host}{path}"

    def hits(self, path):
        with self.lock:
            return sum(1 for asked, _ in self.requests if asked.partition("?")[0] == path)

    def serve(self, path, body, status=200, **headers):
        self.routes[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)

    def serve_show(self, path="/feed.xml", title="A Show", items="", more=""):
        self.serve(path, feed_of(title, items, more), Content_Type="application/rss+xml")


def feed_of(title, items, more=""):
    return (f'<?xml version="1.0"?><rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>'
            f'<title>{escape(title)}</title><language>en</language>{more}{items}</channel></rss>')


def item_of(guid, title, transcript="", audio="", more="", date="Mon, 02 Nov 2026 06:00:00 GMT"):
    link = f'<podcast:transcript url={quoteattr(transcript)} type="text/vtt"/>' if transcript else ""
    sound = f'<enclosure url={quoteattr(audio)} type="audio/mpeg" length="1"/>' if audio else ""
    return (f'<item><title>{escape(title)}</title><guid isPermaLink="false">{escape(guid)}</guid><pubDate>{date}</pubDate>'
            f'{sound}{link}{more}</item>')
