"""The demo world with audio, and with what pages must bear: long titles, right-to-left talk, no transcript, no audio."""
import json
import os
import re
import struct
import sys
from xml.sax.saxutils import escape, quoteattr

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "journeys"))
from demo_world import FIRST, DemoWorld  # noqa: E402, F401
from loopback import Handler, Loopback  # noqa: E402

HEBREW = "שלום וברוכים הבאים לתוכנית. היום נדבר על רשת החשמל ועל מה שקורה כשהיא חוזרת לפעול."
LONG = ("Everything that nobody tells you about restarting a power grid from cold, the people who sit in the control room when it "
        "happens, Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, and why street by street is the answer")
EDGES = {"slug": "edge-cases", "title": "Edge Cases", "language": "en", "hosts": [], "episodes": [
    {"slug": "hebrew", "title": HEBREW, "day": 1, "time": "06:00", "seconds": 60, "persons": [], "transcript": "edge-cases/hebrew.vtt", "type": "text/vtt"},
    {"slug": "long", "title": LONG, "day": 2, "time": "06:00", "seconds": 3700, "persons": [], "transcript": "edge-cases/long.vtt", "type": "text/vtt"},
    {"slug": "marathon", "title": "The longest of all talks", "day": 2, "time": "05:00", "seconds": 9000, "persons": [], "transcript": "edge-cases/marathon.vtt", "type": "text/vtt"},
    {"slug": "waits", "title": "Nobody has written this down", "day": 3, "time": "06:00", "seconds": 60, "persons": [], "transcript": "", "type": ""}]}


def vtt(lines):
    cues = "".join(f"00:00:{n * 5:02}.000 --> 00:00:{n * 5 + 5:02}.000\n{line}\n\n" for n, line in enumerate(lines))
    return f"WEBVTT\n\n{cues}".encode()


def marathon():
    """Two and a half hours of two voices, 230 kB."""
    words = "and so it went, one after the other, with a word here and a word there, until somebody had to leave for the train and the others stayed on."
    cues = "".join(f"{n * 6 // 3600:02}:{n * 6 // 60 % 60:02}:{n * 6 % 60:02}.000 --> {(n * 6 + 6) // 3600:02}:{(n * 6 + 6) // 60 % 60:02}:{(n * 6 + 6) % 60:02}.000\n"
                   f"<v {('Mara', 'Jonas')[n // 7 % 2]}>This was number {n}, {words}\n\n" for n in range(1490))
    return f"WEBVTT\n\n{cues}".encode()


def tone(seconds, rate=4000):
    """A WAV of that length, quiet, 8 bit."""
    samples = bytes(128 + (8 if n % 20 < 10 else -8) for n in range(rate)) * seconds
    return b"RIFF" + struct.pack("<I", 36 + len(samples)) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, rate, rate, 1, 8) + b"data" + struct.pack("<I", len(samples)) + samples


class Audio(Loopback):
    """GET /SECONDS/NAME.wav, with Range; everything else is 404. `requests` lists what was asked."""

    def __init__(self):
        self.requests = []
        audio = self

        class Recordings(Handler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                audio.requests.append(self.path)
                named = re.fullmatch(r"/(\d+)/[\w-]+\.wav", self.path)
                body = tone(int(named[1])) if named else b""
                first, last = 0, len(body) - 1
                ranged = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
                if ranged and named:
                    first = int(ranged[1])
                    last = min(last, int(ranged[2])) if ranged[2] else last
                self.send_response(404 if not named else 206 if ranged else 200)
                self.send_header("Content-Type", "audio/wav")
                self.send_header("Accept-Ranges", "bytes")
                if ranged and named:
                    self.send_header("Content-Range", f"bytes {first}-{last}/{len(body)}")
                self.send_header("Content-Length", str(last - first + 1))
                self.end_headers()
                try:
                    self.wfile.write(body[first:last + 1])
                except OSError:  # the player has enough
                    self.close_connection = True

        self.listen(Recordings)
        self.base = f"http://{self.host}"


class World(DemoWorld):
    """Every episode has audio but those of Slow Pulse; Small Wonders has chapters; Edge Cases comes on top."""

    def __init__(self, audio):
        super().__init__()
        self.audio = audio
        self.shows.append(EDGES)

    def answer(self, path, tag):
        made = {"/edge-cases/hebrew.vtt": lambda: vtt([HEBREW] * 6), "/edge-cases/long.vtt": lambda: vtt(["We always planned for the storm itself."] * 6),
                "/edge-cases/marathon.vtt": marathon, "/small-wonders/chapters.json": lambda: json.dumps({"version": "1.2.0", "chapters": [
                    {"startTime": 0, "title": "Hello"}, {"startTime": 120, "title": "What shrinks"}, {"startTime": 400, "title": "A drawer full of failures"}]}).encode()}
        return (200, {"Content-Type": "text/plain"}, made[path]()) if path in made else super().answer(path, tag)

    def item(self, show, episode):
        item = super().item(show, episode)
        if not episode["transcript"]:
            item = re.sub(r"<podcast:transcript[^>]*/>", "", item)
        more = f"<itunes:duration>{episode['seconds']}</itunes:duration><description>{escape(episode.get('description', ''))}</description>"
        if show["slug"] != "slow-pulse":
            url = f"{self.audio.base}/{episode['seconds']}/{episode['slug']}.wav"
            more += f'<enclosure url={quoteattr(url)} type="audio/wav" length="1"/>'
        if show["slug"] == "small-wonders":
            more += f'<podcast:chapters url="http://{self.host}/small-wonders/chapters.json" type="application/json+chapters"/>'
        return item.replace("</item>", more + "</item>")

    def feed(self, show):
        return super().feed(show).replace(b"<rss ", b'<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" ')
