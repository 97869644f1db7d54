"""A real `pith serve` on loopback, and browsers that ask it over real HTTP: a browser keeps cookies and knows forms."""
import contextlib
import email
import email.policy
import html
import os
import re
import subprocess
import tempfile
import time
import urllib.parse

from asking import Connection
from served_home import held_port

PITH = os.environ["PITH_BINARY"]
PUBLIC = "https://pith.example"
HOST = "pith.example"


class Answer:
    def __init__(self, response):
        self.status, self.headers = response.status, response.headers
        streams = response.headers.get_content_type() == "text/event-stream"  # goes on for ever
        self.body = b"" if streams else response.read()
        self.text = self.body.decode("utf-8", "replace")

    def forms(self):
        return [Form(*found) for found in re.findall(r"<form([^>]*)>(.*?)</form>", self.text, re.S)]

    def form(self, action):
        return next(form for form in self.forms() if form.action == action)

    def links(self):
        return [html.unescape(link) for link in re.findall(r'href="([^"]*)"', self.text)]


class Form:
    def __init__(self, head, inside):
        self.action = html.unescape(re.search(r'action="([^"]*)"', head)[1])
        self.method = re.search(r'method="([^"]*)"', head)[1] if "method" in head else "get"
        self.fields = {}
        for tag in re.findall(r"<input[^>]*>", inside):
            name = re.search(r'name="([^"]*)"', tag)
            value = re.search(r'value="([^"]*)"', tag)
            if name and 'type="checkbox"' not in tag:
                self.fields[name[1]] = html.unescape(value[1]) if value else ""
        for name in re.findall(r'<select[^>]*name="([^"]*)"', inside):
            self.fields[name] = "en"


class Browser:
    def __init__(self, port, host=HOST):
        self.port, self.host, self.cookies = port, host, {}

    def request(self, method, path, body=None, headers=None):
        connection = Connection("127.0.0.1", self.port, timeout=30)
        sent = {"Host": self.host, **(headers or {})}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body, sent)
        except BrokenPipeError:  # the answer is there before all was sent
            pass
        answer = Answer(connection.getresponse())
        connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies.pop(name, None)
            if value:
                self.cookies[name] = value
        return answer

    def get(self, path, **headers):
        return self.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def post(self, path, fields, **headers):
        body = urllib.parse.urlencode(fields, doseq=True)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.request("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", **named})

    def submit(self, page, action, changes=None, **headers):
        """Fills in the form of a page and sends it."""
        return self.post(action, {**self.get(page).form(action).fields, **(changes or {})}, **headers)


def path_of(link):
    parts = urllib.parse.urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")


class Mail:
    def __init__(self, file):
        with open(file, "rb") as opened:
            self.bytes = opened.read()
        self.message = email.message_from_bytes(self.bytes, policy=email.policy.default)
        self.to, self.subject = self.message["To"], self.message["Subject"]
        self.text = self.message.get_body(("plain",)).get_content()
        self.html = self.message.get_body(("html",)).get_content()

    def links(self):
        return sorted(set(re.findall(r"https?://[^\s<>\"]+", self.text)) |
                      {html.unescape(link) for link in re.findall(r'href="(http[^"]*)"', self.html)})

    def link(self, part):
        """As a path of the site."""
        return path_of(next(link for link in self.links() if part in link))


class PublicPith:
    """A home and the process that serves it from a given time on. Settings may be added before start()."""

    def __init__(self, now, settings="", feeds_host=""):
        self.now, self.folder = now, tempfile.TemporaryDirectory(prefix="pith-site-")
        self.home = self.folder.name
        self.process, self.port = None, 0
        with open(os.path.join(self.home, "pith.toml"), "w", encoding="utf-8") as file:
            file.write(f'[feeds]\nallow_private = ["{feeds_host}"]\nnewest = 100\n[reader]\nzone = "UTC"\n{settings}')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        self.folder.cleanup()

    def run(self, *words, now=None, check=True):
        done = subprocess.run([PITH, *words, "--home", self.home, "--now", now or self.now], capture_output=True, text=True, timeout=120)
        if check and done.returncode != 0:
            raise AssertionError(f"{words} ended with {done.returncode}: {done.stderr}")
        return done

    def start(self, *words, now=None, public=PUBLIC):
        opened = ["--public", public] if public else []
        self.process = subprocess.Popen([PITH, "serve", "--home", self.home, "--now", now or self.now, "--listen", f"127.0.0.1:{self.port}", *opened, *words],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        self.port = int(re.search(r":(\d+)/", line)[1])
        return self

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(30)
            self.process.stdout.close()
            self.process = None

    def browser(self, host=HOST):
        return Browser(self.port, host)

    def mails(self, to=None):
        folder = os.path.join(self.home, "outbox")
        names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
        mails = []
        for name in names:
            with contextlib.suppress(FileNotFoundError):  # pith takes mails away, too
                mails += [Mail(os.path.join(folder, name))] if name.endswith(".eml") else []
        return [mail for mail in mails if to is None or mail.to == to]

    def wait_for_mails(self, to, count, seconds=60):
        """Work is done by other threads: waits until that many are there."""
        until = time.monotonic() + seconds
        while len(self.mails(to)) < count:
            if time.monotonic() > until:
                raise AssertionError(f"{len(self.mails(to))} of {count} mails to {to}")
            time.sleep(0.1)
        return self.mails(to)

    def wait_until_idle(self, seconds=60):
        until = time.monotonic() + seconds
        while True:
            metrics = Browser(self.port, "127.0.0.1").get("/metrics").text
            counts = {name: float(value) for name, value in re.findall(r"^(pith_work_overdue) (\S+)$", metrics, re.M)}
            leased = re.findall(r'state="leased"} (\S+)$', metrics, re.M)
            if counts.get("pith_work_overdue") == 0 and not any(float(n) for n in leased):
                return
            if time.monotonic() > until:
                raise AssertionError("still at work")
            time.sleep(0.1)

    def become_reader(self, address, **wishes):
        """Subscribes, confirms by the letter, and gives the browser that is then signed in."""
        browser = self.browser()
        asked = browser.submit("/subscribe", "/subscribe", {"email": address, **wishes})
        assert asked.status == 200, asked.text
        letters = self.wait_for_mails(address, 1)
        confirm = letters[-1].link("/confirm?")
        entered = browser.submit(confirm, "/confirm")
        assert entered.status == 303, entered.text
        return browser


class LocalPith(PublicPith):
    """A public site under this machine's own name, so that programs can ask it as it is."""

    def start(self, *words, now=None, public=None):
        self.port = self.port or held_port()
        return super().start(*words, now=now, public=public or self.site)

    @property
    def site(self):
        return f"http://127.0.0.1:{self.port}"

    def browser(self, host=None):
        return Browser(self.port, host or f"127.0.0.1:{self.port}")
