"""The demo world of data/demo as feeds on loopback, day by day, for tests that run real pith processes."""
import datetime as dt
import email.utils
import hashlib
import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape, quoteattr

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
FIRST = dt.date(2026, 11, 3)


class DemoWorld:
    """Serves from its making to its end. `day` moves its date; `requests` counts them by path."""

    def __init__(self):
        with open(os.path.join(ROOT, "data", "demo", "world.json"), encoding="utf-8") as file:
            self.shows = json.load(file)["shows"]
        self.day, self.requests, self.lock = 1, {}, threading.Lock()
        world = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                status, headers, body = world.answer(self.path, self.headers.get("If-None-Match"))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                try:
                    self.wfile.write(body)
                except OSError:  # the client was killed
                    self.close_connection = True

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

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
        return (f'<?xml version="1.0"?><rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>'
                f'<title>{escape(show["title"])}</title><language>en</language>{items}</channel></rss>').encode()

    def item(self, show, episode):
        hour, minute = map(int, episode["time"].split(":"))
        when = dt.datetime.combine(FIRST + dt.timedelta(days=episode["day"] - 1), dt.time(hour, minute), dt.timezone.utc)
        url = f'http://{self.host}/{episode["transcript"]}'
        people = "".join(f'<podcast:person role={quoteattr(p["role"])}>{escape(p["name"])}</podcast:person>' for p in episode["persons"])
        return (f'<item><title>{escape(episode["title"])}</title><guid isPermaLink="false">{show["slug"]}/{episode["slug"]}</guid>'
                f'<pubDate>{email.utils.format_datetime(when)}</pubDate><podcast:transcript url={quoteattr(url)} type={quoteattr(episode["type"])}/>'
                f'{people}</item>')
