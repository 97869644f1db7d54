#!/usr/bin/env python3
"""One pass of `pith scan` over very many feeds, in a world of its own on loopback.

    bench/pass_bench.py [--feeds 100000] [--hosts 20000] [--https] [--compare 2000]

nginx (Debian's; logs off) serves FEEDS feeds under HOSTS host names (*.localhost, which libcurl takes for loopback without asking anybody); of
each twenty, nineteen answer 304 and one has a new item. The home knows all of them already, each with EPISODES episodes. The manners are on: one
connection at a time a host, feeds.private_pace_ms between two requests to it.

Prints one JSON object: the CPU time (user and system) and the peak memory of the pith process alone, the database's work included. --compare also
runs curl --parallel (no store, nothing read) and a Python loop of feedparser over so many of the feeds; their figures are per feed.
"""

import argparse
import datetime
import hashlib
import json
import os
import pathlib
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request

SOURCE = pathlib.Path(__file__).resolve().parent.parent
NEW_OF = 20  # one feed of so many has news
PORTS = 16  # of nginx: one alone has not enough ports at the other end for so many connections in a minute
WORDS = "the caching layer of our service took two hundred milliseconds because nobody had measured what it did under load ".split()


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pith", default=str(SOURCE / "build/release/pith"))
    parser.add_argument("--feeds", type=int, default=100_000)
    parser.add_argument("--hosts", type=int, default=20_000)
    parser.add_argument("--episodes", type=int, default=10, help="that each feed lists and the home knows")
    parser.add_argument("--pace-ms", type=int, default=250)
    parser.add_argument("--port", type=int, default=8941)
    parser.add_argument("--https", action="store_true")
    parser.add_argument("--compare", type=int, default=0)
    parser.add_argument("--limit", type=int, default=150, help="seconds after which a measured program is ended")
    parser.add_argument("--keep", help="a folder for the world, kept afterwards")
    parser.add_argument("--wrap", default="", help="a program before pith, as 'perf record -g -o FILE'")
    return parser.parse_args()


def id_of(prefix, number):
    digest = hashlib.sha256(f"{prefix}{number}".encode()).digest()
    return prefix + "".join("abcdefghijklmnopqrstuvwxyz234567"[byte & 31] for byte in digest[:12])


class World:
    def __init__(self, arguments, folder):
        self.a = arguments
        self.folder = folder
        self.now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
        self.www = folder / "www"

    def url(self, feed):
        scheme = "https" if self.a.https else "http"
        host = feed % self.a.hosts
        return f"{scheme}://h{host}.pass.localhost:{self.a.port + host % PORTS}/f/{feed}.xml"

    def published(self, episode):
        return self.now - datetime.timedelta(days=7 * (episode + 1), minutes=30)

    def feed_document(self, feed, newest):
        notes = " ".join(WORDS * 12)
        items = []
        for number in range(newest, -1, -1):
            when = self.published(self.a.episodes - 1 - number) if number < self.a.episodes else self.now - datetime.timedelta(hours=1)
            items.append(
                f"<item><guid isPermaLink='false'>{feed}-{number}</guid><title>Episode {number} of show {feed}</title>"
                f"<pubDate>{when.strftime('%a, %d %b %Y %H:%M:%S GMT')}</pubDate><itunes:duration>3600</itunes:duration>"
                f"<enclosure url='https://audio.example/{feed}/{number}.mp3' type='audio/mpeg' length='1000000'/>"
                f"<description><![CDATA[<p>{notes}</p>]]></description></item>\n")
        return ("<?xml version='1.0' encoding='UTF-8'?>\n<rss version='2.0' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'>"
                f"<channel><title>Show {feed}</title><link>https://show{feed}.example/</link><description>A show.</description>\n"
                + "".join(items) + "</channel></rss>\n")

    def write_documents(self):
        (self.www / "new/f").mkdir(parents=True)
        old = self.www / "old.xml"
        old.write_text(self.feed_document(0, self.a.episodes - 1))
        changed = 1_700_000_000
        os.utime(old, (changed, changed))
        self.etag = f'"{changed:x}-{old.stat().st_size:x}"'
        for feed in range(0, self.a.feeds, NEW_OF):
            (self.www / f"new/f/{feed}.xml").write_text(self.feed_document(feed, self.a.episodes))

    def start_nginx(self):
        tls = ""
        if self.a.https:
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:*.pass.localhost", "-keyout", self.folder / "key.pem",
                            "-out", self.folder / "cert.pem"], check=True, capture_output=True)
            tls = f"ssl_certificate {self.folder}/cert.pem; ssl_certificate_key {self.folder}/key.pem;"
        kind = " ssl" if self.a.https else ""
        ports = range(self.a.port, self.a.port + PORTS)
        listens = " ".join(f"listen {address}:{port}{kind} backlog=4096;" for port in ports for address in ("127.0.0.1", "[::1]"))
        (self.folder / "nginx.conf").write_text(f"""
daemon off; worker_processes 1; pid {self.folder}/nginx.pid; error_log /dev/null crit;
events {{ worker_connections 8192; }}
http {{
  access_log off; types {{ application/rss+xml xml; }} keepalive_timeout 75s;
  client_body_temp_path {self.folder}/t1; proxy_temp_path {self.folder}/t2; fastcgi_temp_path {self.folder}/t3;
  uwsgi_temp_path {self.folder}/t4; scgi_temp_path {self.folder}/t5;
  server {{
    {listens} {tls}
    root {self.www};
    location /f/ {{ try_files /new$uri /old.xml =404; }}
  }}
  server {{ listen 127.0.0.1:{self.a.port + PORTS}; location / {{ stub_status; }} }}
}}
""")
        self.nginx = subprocess.Popen(["nginx", "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")])
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.a.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        sys.exit("nginx did not start")

    def stop_nginx(self):
        self.nginx.send_signal(signal.SIGQUIT)
        self.nginx.wait(10)

    def requests_served(self):
        text = urllib.request.urlopen(f"http://127.0.0.1:{self.a.port + PORTS}/").read().decode()
        return int(text.split("requests")[1].split()[2])

    def archive(self):
        stamp = lambda when: when.strftime("%Y-%m-%dT%H:%M:%SZ")
        before = stamp(self.now - datetime.timedelta(days=1))
        yield {"pith": "archive", "version": 1}
        count = 1
        kinds = [("show", lambda n: [{"id": id_of("sh_", n), "slug": f"show-{n}", "title": f"Show {n}", "added": before}]),
                 ("feed", lambda n: [{"id": id_of("fe_", n), "show_id": id_of("sh_", n), "url": self.url(n), "etag": self.etag if n % NEW_OF else '"old"',
                                      "body_hash": "0" * 32, "next_poll": before, "last_polled": before, "last_good": before}]),
                 ("episode", lambda n: [{"id": id_of("ep_", f"{n}-{e}"), "show_id": id_of("sh_", n), "feed_id": id_of("fe_", n), "guid": f"{n}-{e}",
                                         "title": f"Episode {e} of show {n}", "published": stamp(self.published(self.a.episodes - 1 - e)), "first_seen": before,
                                         "audio_url": f"https://audio.example/{n}/{e}.mp3", "audio_type": "audio/mpeg", "audio_length": 1000000,
                                         "duration": 3600, "description": " ".join(WORDS * 12), "state": "listed"} for e in range(self.a.episodes)]),
                 ("work", lambda n: [{"step": "poll", "subject": id_of("fe_", n), "due": before}])]
        for kind, make in kinds:
            for n in range(self.a.feeds):
                for value in make(n):
                    count += 1
                    yield {kind: value}
        yield {"end": {"lines": count + 1}}

    def make_home(self):
        home = self.folder / "home"
        home.mkdir()
        (home / "pith.toml").write_text(f"[feeds]\nallow_private = [\".localhost\"]\nprivate_pace_ms = {self.a.pace_ms}\n"
                                        + (f"ca_file = \"{self.folder}/cert.pem\"\n" if self.a.https else ""))
        archive = self.folder / "archive.jsonl"
        with open(archive, "w") as out:
            for line in self.archive():
                out.write(json.dumps(line, separators=(",", ":")) + "\n")
        subprocess.run([self.a.pith, "--home", home, "import", archive], check=True, stdout=subprocess.DEVNULL)
        archive.unlink()
        return home


def measured(command, limit, **options):
    begun = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, **options)
    while True:
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
        if pid:
            break
        if time.monotonic() - begun > limit:
            os.killpg(child.pid, signal.SIGKILL)
            _, status, usage = os.wait4(child.pid, 0)
            break
        time.sleep(0.05)
    return {"status": status, "wall_s": round(time.monotonic() - begun, 1), "user_s": round(usage.ru_utime, 1), "system_s": round(usage.ru_stime, 1),
            "cpu_s": round(usage.ru_utime + usage.ru_stime, 1), "peak_mb": usage.ru_maxrss // 1024}


def run_pith(world, home):
    before = world.requests_served()
    result = measured([*world.a.wrap.split(), world.a.pith, "--home", str(home), "scan", "--json"], world.a.limit)
    result["requests"] = world.requests_served() - before - 1
    result["us_a_feed"] = round(1e6 * result["cpu_s"] / world.a.feeds)
    with sqlite3.connect(home / "pith.db") as store:
        polled = world.now.timestamp() * 1e6
        result["polled_well"] = store.execute("SELECT count(*) FROM feeds WHERE last_good > ? AND failures = 0", (polled,)).fetchone()[0]
        result["new_episodes"] = store.execute("SELECT count(*) FROM episodes WHERE state <> 'listed'").fetchone()[0]
        result["problem"] = store.execute("SELECT max(problem) FROM feeds").fetchone()[0]
    return result


def run_curl(world, feeds):
    config = world.folder / "curl.conf"
    with open(config, "w") as out:
        for feed in range(feeds):
            etag = world.etag if feed % NEW_OF else '"old"'
            out.write(("next\n" if feed else "") + f'url = "{world.url(feed)}"\noutput = "/dev/null"\nheader = "If-None-Match: ' + etag.replace('"', '\\"') + '"\n'
                      + (f'cacert = "{world.folder}/cert.pem"\n' if world.a.https else ""))
    result = measured(["curl", "--silent", "--parallel", "--parallel-max", "64", "-K", str(config)], world.a.limit)
    result["us_a_feed"] = round(1e6 * result["cpu_s"] / feeds)
    return result


PYTHON_LOOP = """
import json, socket, sys
try:
    import feedparser
except ImportError:
    sys.exit("feedparser is not installed (python3-feedparser)")
known = socket.getaddrinfo
socket.getaddrinfo = lambda host, *rest, **more: known("127.0.0.1" if host.endswith(".localhost") else host, *rest, **more)
for url, etag in json.load(open(sys.argv[1])):
    feedparser.parse(url, etag=etag)
"""


def run_feedparser(world, feeds):
    listed = world.folder / "urls.json"
    listed.write_text(json.dumps([(world.url(feed), world.etag if feed % NEW_OF else '"old"') for feed in range(feeds)]))
    environment = {**os.environ, "SSL_CERT_FILE": str(world.folder / "cert.pem")} if world.a.https else None
    result = measured(["/usr/bin/python3", "-c", PYTHON_LOOP, str(listed)], world.a.limit, env=environment)
    result["us_a_feed"] = round(1e6 * result["cpu_s"] / feeds)
    return result


def main():
    arguments = parse_arguments()
    if shutil.which("nginx") is None:
        sys.exit("nginx is not installed (nginx-light)")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))
    folder = pathlib.Path(arguments.keep or tempfile.mkdtemp(prefix="pith-pass-"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    world = World(arguments, folder)
    try:
        world.write_documents()
        home = world.make_home()
        world.start_nginx()
        try:
            result = {"feeds": arguments.feeds, "hosts": arguments.hosts, "https": arguments.https, "pith": run_pith(world, home)}
            if arguments.compare:
                result["curl"] = run_curl(world, arguments.compare)
                result["feedparser"] = run_feedparser(world, arguments.compare)
            print(json.dumps(result, indent=1))
        finally:
            world.stop_nginx()
    finally:
        if not arguments.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
