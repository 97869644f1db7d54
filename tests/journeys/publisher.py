"""A publisher on loopback for tests that run real pith processes: what each path answers is up to the test, and every request is
remembered."""
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape, quoteattr

DEMO = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "demo"))
TALKS = {"one": "small-wonders/big-effects.vtt", "two": "second-invoice/raise-the-price.vtt"}


def talk(name):
    with open(os.path.join(DEMO, TALKS[name]), "rb") as file:
        return file.read()


class Publisher:
    """`routes`: path without query -> (status, headers, body), or a function of the handler that gives one."""

    def __init__(self):
        self.routes, self.requests, self.lock = {}, [], threading.Lock()
        publisher = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                with publisher.lock:
                    publisher.requests.append((self.path, dict(self.headers)))
                route = publisher.routes.get(self.path.partition("?")[0], (404, {}, b""))
                status, headers, body = route(self) if callable(route) else route
                body = body.encode() if isinstance(body, str) else body
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
