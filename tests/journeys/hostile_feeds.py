"""Feeds with a script in every field that Pith reads: what it reads stands in the reader's own vocabulary."""
import json
import os
import re
from xml.sax.saxutils import escape

from publisher import feed_of, item_of, talk

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
SCRIPT = "\"'><img src=x onerror=alert(1)><script>alert(1)</script><svg/onload=alert(1)>"
JS = "javascript:alert(1)"
BAD = escape(SCRIPT, {'"': "&quot;"})
OWN = ("title", "guid", "duration")  # given by each feed below
SPACES = {"core": "", "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd", "podcast": "https://podcastindex.org/namespace/1.0",
          "content": "http://purl.org/rss/1.0/modules/content/", "chapters": "http://podlove.org/simple-chapters", "media": "http://search.yahoo.com/mrss/",
          "dublin": "http://purl.org/dc/elements/1.1/", "google": "http://www.google.com/schemas/play-podcasts/1.0"}


def with_talk(publisher):
    """A show whose transcripts, chapters and soundbites have scripts in them, too."""
    bad, js = escape(SCRIPT, {'"': "&quot;"}), "javascript:alert(1)"
    publisher.serve("/talk.vtt", talk("one").decode().replace("<v ", f"<v {escape('Zed <img src=x onerror=alert(1)>')} ").encode() +
                    f"\n\n99:00.000 --> 99:09.000\n<v Eve>{SCRIPT} teams always fail because nobody reads the plan.\n".encode(), Content_Type="text/vtt")
    publisher.serve("/chapters.json", '{"version":"1.2.0","chapters":[{"startTime":1,"title":%s,"url":"javascript:alert(1)","img":"javascript:alert(1)"}]}' %
                    json.dumps(SCRIPT), Content_Type="application/json")
    more = (f"<link>{js}</link><description>{bad}</description><itunes:author xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\">{bad}</itunes:author>"
            f"<image><url>{js}</url><title>{bad}</title></image><category>{bad}</category>"
            f"<podcast:person role=\"host\" href=\"{js}\" img=\"{js}\">Eve {bad}</podcast:person>")
    inside = (f"<link>{js}</link><description>{bad}</description><podcast:chapters url=\"{publisher.url('/chapters.json')}\" type=\"application/json+chapters\"/>"
              f"<podcast:person role=\"guest\" href=\"{js}\">Mallory {bad}</podcast:person><podcast:season>{1}</podcast:season><itunes:episode xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\">{bad}</itunes:episode>")
    inside += f"<podcast:soundbite startTime=\"60\" duration=\"30\">Bite {escape(bad)}</podcast:soundbite>"
    more = f"<language>{bad}</language>" + more
    other = f"<link>data:text/html,{bad}</link><itunes:image xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" href=\"data:image/svg+xml,{bad}\"/>" \
            f"<podcast:transcript url=\"{publisher.url('/talk.srt')}\" type=\"text/vtt\" language=\"{bad}\"/><podcast:person href=\"vbscript:alert(1)\">Trudy {bad}</podcast:person>"
    publisher.serve("/talk.srt", f"WEBVTT\nLanguage: {SCRIPT}\n\n00:01.000 --> 00:09.000\n<lang {SCRIPT}>{SCRIPT} We always plan for the storm itself.\n", Content_Type="text/vtt")
    items = item_of("two", "Second " + escape(SCRIPT), "", "data:audio/mpeg;base64,AAAA", other, "Mon, 02 Nov 2026 05:00:00 GMT")
    items += item_of("one" + SCRIPT, "Episode " + escape(SCRIPT), publisher.url("/talk.vtt"), js, inside, "Mon, 02 Nov 2026 06:00:00 GMT")
    publisher.serve("/feed.xml", feed_of("Show " + escape(SCRIPT), items, more), Content_Type="application/rss+xml")
    return publisher.url("/feed.xml")


def elements():
    """Every element that is read and holds no others, each with a script as its text and in each of its attributes."""
    with open(os.path.join(ROOT, "src", "stages", "feed", "vocabulary.cpp"), encoding="utf-8") as file:
        rules = re.findall(r'\{(\w+), "([\w-]+)", (\w+)', file.read())
    assert len(rules) > 70, rules
    attributes = " ".join(f'{name}="{value}"' for name, value in {"href": JS, "url": JS, "src": JS, "img": JS, "title": BAD, "text": BAD, "label": BAD, "term": BAD, "name": BAD,
                                                                   "type": "text/html", "start": "00:00:05", "startTime": "5", "duration": "9", "role": "host", "rel": "alternate",
                                                                   "language": BAD, "group": BAD}.items())
    for space, name, kind in rules:
        if kind not in ("container", "item", "skipped", "block") and space in SPACES and name not in OWN:
            yield f"<{name} {attributes}>{BAD}</{name}>" if space == "core" else f'<{space}:{name} xmlns:{space}="{SPACES[space]}" {attributes}>{BAD}</{space}:{name}>'


def of_every_element(publisher):
    every = "".join(elements())
    chapters = f'<p:chapters xmlns:p="{SPACES["chapters"]}"><p:chapter start="00:00:05" title="{BAD}" href="{JS}" image="{JS}"/></p:chapters>'
    item = item_of("every" + SCRIPT, "Every " + BAD, publisher.url("/plain.vtt"), publisher.url("/a.mp3"), chapters + every, "Mon, 02 Nov 2026 04:00:00 GMT")
    publisher.serve("/plain.vtt", talk("two"), Content_Type="text/vtt")
    publisher.serve("/every.xml", feed_of("Every " + BAD, item, f"<podcast:guid>{BAD}</podcast:guid>{every}"), Content_Type="application/rss+xml")
    return publisher.url("/every.xml")


def as_atom(publisher):
    every = "".join(elements())
    publisher.serve("/atom.xml", f'<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Atom {escape(BAD)}</title><id>urn:{BAD}</id><link rel="alternate" href="{JS}"/>{every}'
                    f'<entry><title>Atom {BAD}</title><id>urn:entry{BAD}</id><updated>2026-11-02T03:00:00Z</updated><link rel="alternate" href="data:text/html,{BAD}"/>'
                    f'<link rel="enclosure" type="audio/mpeg" href="{publisher.url("/b.mp3")}"/><content type="html">{escape(BAD)}</content>{every}</entry></feed>', Content_Type="application/atom+xml")
    return publisher.url("/atom.xml")


def as_json(publisher):
    person = [{"name": SCRIPT, "url": JS, "avatar": JS}]
    publisher.serve("/feed.json", json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Json " + SCRIPT, "description": SCRIPT, "home_page_url": JS, "icon": JS, "favicon": JS,
                                              "language": SCRIPT, "authors": person, "items": [{
                                                  "id": SCRIPT, "title": "Json " + SCRIPT, "url": JS, "external_url": JS, "image": JS, "content_html": escape(SCRIPT), "summary": SCRIPT,
                                                  "authors": person, "tags": [SCRIPT], "date_published": "2026-11-02T02:00:00Z",
                                                  "attachments": [{"url": publisher.url("/c.mp3"), "mime_type": "audio/mpeg", "title": SCRIPT}]}]}), Content_Type="application/feed+json")
    return publisher.url("/feed.json")


def hostile_feeds(publisher):
    return [make(publisher) for make in (with_talk, of_every_element, as_atom, as_json)]
