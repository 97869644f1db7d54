"""The rules that feeds are held to, as a table: those of the W3C feed validator under the names of its messages (validator.w3.org/feed/docs), of the
RSS Advisory Board's profile, of RFC 4287 and of JSON Feed 1.1, as far as they touch what Pith writes. A rule yields what is wrong."""
import datetime as dt
import email.utils
import json
import re
import urllib.parse
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

ATOM, DC = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/elements/1.1/}"
TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
URI = re.compile(r"[a-zA-Z][0-9a-zA-Z+.-]*:(//)?[0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,#]+\Z")
UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
RFC2822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT\Z")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\Z")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&#?\w+;")  # what a reader that takes a title for HTML would not show
# What each element may have, of those that Pith writes: attributes, and the children of the three that have any.
ATTRIBUTES = {"rss": {"rss": {"version"}, "guid": {"isPermaLink"}, "category": {"domain"}, ATOM + "link": {"rel", "type", "href"}},
              "atom": {ATOM + "feed": {"{http://www.w3.org/XML/1998/namespace}lang"}, ATOM + "link": {"rel", "type", "href"}, ATOM + "content": {"type"},
                       ATOM + "category": {"term", "scheme", "label"}, ATOM + "generator": {"uri", "version"}, ATOM + "title": {"type"}, ATOM + "subtitle": {"type"}}}
CHANNEL = {"title", "link", "description", "language", "generator", "docs", "ttl", "lastBuildDate", "item", ATOM + "link"}
FEED = {ATOM + name for name in ("title", "subtitle", "id", "updated", "author", "generator", "link", "entry", "category", "icon", "logo", "rights")}
ENTRY = {ATOM + name for name in ("title", "id", "updated", "published", "author", "content", "link", "category", "summary", "rights", "source")}
# Of JSON Feed 1.1, members with the types of their values; others begin with "_".
FEED_MEMBERS = {"version": str, "title": str, "home_page_url": str, "feed_url": str, "description": str, "user_comment": str, "next_url": str, "icon": str,
                "favicon": str, "authors": list, "language": str, "expired": bool, "hubs": list, "items": list}
ITEM_MEMBERS = {"id": str, "url": str, "external_url": str, "title": str, "content_html": str, "content_text": str, "summary": str, "image": str,
                "banner_image": str, "date_published": str, "date_modified": str, "authors": list, "tags": list, "language": str, "attachments": list}
TAGS = {"p": set(), "blockquote": set(), "a": {"href"}, "em": set(), "small": set()}  # all that our items use; the validator takes more


class Content(HTMLParser):
    """An item's HTML: its tags, addresses, and what does not close."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.wrong, self.addresses, self.text = [], [], [], ""
        self.feed(html)
        self.close()
        self.wrong += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        for name, value in attrs:
            if tag not in TAGS or name not in TAGS[tag]:
                self.wrong.append(f"{name} on <{tag}>")
            self.addresses.append(value)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_comment(self, data):
        self.wrong.append("a comment")

    def handle_data(self, data):
        self.text += data


class Item:
    def __init__(self, **members):
        self.__dict__.update(members)
        self.content = Content(self.html or "")


class Feed:
    """One answer, in whichever form: what all three have, and the document for rules of one form."""

    def __init__(self, address, form, answer, now):
        self.address, self.form, self.headers, self.body, self.now = address, form, answer.headers, answer.read(), now
        self.status, self.came_from = answer.status, answer.url
        if form == "json":
            self.document = json.loads(self.body)
            self.read_json()
        else:
            self.root = ET.fromstring(self.body)
            self.read_rss(self.root.find("channel")) if form == "rss" else self.read_atom(self.root)

    def read_rss(self, channel):
        self.channel = channel
        self.title, self.page, self.language, self.about = (channel.findtext(name) for name in ("title", "link", "language", "description"))
        self.selfs = [link.get("href") for link in channel.findall(ATOM + "link") if link.get("rel") == "self"]
        self.dates = [element.text for element in channel.iter() if element.tag in ("pubDate", "lastBuildDate")]
        self.items = [Item(id=item.findtext("guid"), title=item.findtext("title"), link=item.findtext("link"), html=item.findtext("description"),
                           date=item.findtext("pubDate"), author=item.findtext(DC + "creator"), tags=[t.text for t in item.findall("category")])
                      for item in channel.findall("item")]

    def read_atom(self, root):
        alternate = lambda element: next((link.get("href") for link in element.findall(ATOM + "link") if link.get("rel") == "alternate"), None)
        self.title, self.page, self.about = root.findtext(ATOM + "title"), alternate(root), root.findtext(ATOM + "subtitle")
        self.language = root.get("{http://www.w3.org/XML/1998/namespace}lang")
        self.selfs = [link.get("href") for link in root.findall(ATOM + "link") if link.get("rel") == "self"]
        self.dates = [element.text for element in root.iter() if element.tag in (ATOM + "updated", ATOM + "published")]
        self.items = [Item(id=entry.findtext(ATOM + "id"), title=entry.findtext(ATOM + "title"), link=alternate(entry), html=entry.findtext(ATOM + "content"),
                           date=entry.findtext(ATOM + "updated"), author=entry.findtext(f"{ATOM}author/{ATOM}name"),
                           tags=[t.get("term") for t in entry.findall(ATOM + "category")]) for entry in root.findall(ATOM + "entry")]

    def read_json(self):
        feed = self.document
        self.title, self.page, self.language, self.selfs = feed["title"], feed["home_page_url"], feed.get("language"), [feed["feed_url"]]
        self.about = feed.get("description")
        self.dates = [item[name] for item in feed["items"] for name in ("date_published", "date_modified")]
        self.items = [Item(id=item["id"], title=item["title"], link=item["url"], html=item["content_html"], date=item["date_modified"],
                           author=item.get("authors", [{}])[0].get("name"), tags=item.get("tags", [])) for item in feed["items"]]

    def titles(self):
        return [self.title] + [title for item in self.items for title in [item.title, *item.tags]]

    def plain(self):
        """Texts that readers do not take for HTML, but may show as such."""
        return [text or "" for text in [*self.titles(), self.about, *(item.author for item in self.items)]]

    def addresses(self):
        """All that a program follows, of the feed and of its items."""
        return self.selfs + [self.page] + [address for item in self.items for address in [item.link, *item.content.addresses]]

    def strings(self):
        """All text there is."""
        if self.form != "json":
            return [text for element in self.root.iter() for text in [element.text or "", *element.attrib.values()]]
        found, left = [], [self.document]
        while left:
            value = left.pop()
            left += list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
            found += [value] if isinstance(value, str) else []
        return found


def moment(feed, date):
    return email.utils.parsedate_to_datetime(date) if feed.form == "rss" else dt.datetime.fromisoformat(date.replace("Z", "+00:00"))


def repeated(values):
    return [value for value in values if values.count(value) > 1]


def canonical(address):
    """As RFC 3986, 6.2.2 and 6.2.3 would have it."""
    parts = urllib.parse.urlsplit(address)
    escapes = [escape for escape in re.findall("%..", address) if not re.fullmatch("%[0-9A-F]{2}", escape) or re.match(r"[\w.~-]", chr(int(escape[1:], 16)), re.A)]
    return not escapes and parts.netloc == parts.netloc.lower() and parts.path.startswith("/") and not re.search(r"/\.\.?(/|$)", parts.path)


def not_of(members, value):
    """Members that are not of the version, or have another type."""
    return [name for name, given in value.items() if not name.startswith("_") and not isinstance(given, members.get(name, ()))]


def bounded(element):
    """Texts that stand for one value and have space around it."""
    return [e.tag for e in element.iter() if e.tag.split("}")[-1] in ("link", "guid", "id", "uri", "updated", "published", "pubDate", "lastBuildDate", "language",
                                                                      "ttl", "docs", "generator", "name", "creator") and (e.text or "") != (e.text or "").strip()]


def loose_text(element):
    """Text where only elements may be."""
    return [text.strip() for parent in element.iter() if len(parent) for text in [parent.text, *(child.tail for child in parent)] if (text or "").strip()]


def of_items(wrong):
    return lambda feed: [f"{item.id}: {what}" for item in feed.items for what in [wrong(item)] if what]


def elements_once(parent, names):
    return [name for name in names if len(parent.findall(name)) != 1]


ALL, XML = ("rss", "atom", "json"), ("rss", "atom")

# The validator's message (or where else the rule is from), the forms that it is of, what is wrong.
RULES = [
    # How the answer comes.
    ("UnexpectedContentType", ALL, lambda f: [] if f.headers["Content-Type"].split(";")[0] == TYPES[f.form] else [f.headers["Content-Type"]]),
    ("EncodingMismatch", ALL, lambda f: [] if f.headers["Content-Type"].lower().endswith("charset=utf-8") else [f.headers["Content-Type"]]),
    ("MissingEncoding, NotUTF8, ObscureEncoding, NonstdEncoding, BadXmlVersion, WPBlankLine", XML, lambda f: [] if f.body.startswith(b'<?xml version="1.0" encoding="UTF-8"?>') else [f.body[:60]]),
    ("UnicodeError", ALL, lambda f: [] if f.body.decode("utf-8", "strict") else ["empty"]),
    ("InvalidDoctype, ContainsSystemEntity", XML, lambda f: ["a document type"] if b"<!DOCTYPE" in f.body or b"<!ENTITY" in f.body else []),
    ("BadCharacters", ALL, lambda f: [text for text in f.strings() if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff]", text)]),
    ("CharacterData: ]]> (XML 1.0, 2.4)", XML, lambda f: ["]]> as it is"] if b"]]>" in f.body else []),
    ("HttpError, TempRedirect", ALL, lambda f: [] if (f.status, f.came_from) == (200, f.address) else [f.status, f.came_from]),
    ("ValidatorLimit: it reads five million bytes", ALL, lambda f: [len(f.body)] if len(f.body) > 5_000_000 else []),
    ("HttpProtocolError", ALL, lambda f: [name for name in f.headers if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name)]),
    ("TextXml, NonSpecificMediaType", ALL, lambda f: [f.headers["Content-Type"]] if f.headers["Content-Type"].startswith(("text/", "application/xml", "application/json")) else []),
    ("UndefinedNamedEntity", XML, lambda f: [name for name in re.findall(rb"&(\w+);", f.body) if name not in (b"amp", b"lt", b"gt", b"quot", b"apos")]),
    ("NonstdPrefix, ReservedPrefix, AvoidNamespacePrefix, UnknownNamespace, UnsupportedNamespace", XML,
     lambda f: [p for p, ns in re.findall(r'xmlns:(\w+)="([^"]*)"', f.body.decode()) if {"atom": ATOM, "dc": DC}.get(p) != "{" + ns + "}"]),
    # Its shape.
    ("InvalidRSSVersion, ObsoleteVersion", ("rss",), lambda f: [] if (f.root.tag, f.root.get("version")) == ("rss", "2.0") else [f.root.tag]),
    ("InvalidNamespace, ObsoleteNamespace", ("atom",), lambda f: [] if f.root.tag == ATOM + "feed" else [f.root.tag]),
    ("JSON Feed 1.1: version", ("json",), lambda f: [] if f.document["version"] == "https://jsonfeed.org/version/1.1" else [f.document["version"]]),
    ("MissingTitle, MissingLink, MissingDescription, DuplicateElement", ("rss",),
     lambda f: elements_once(f.channel, ["title", "link", "description", "language", "generator", "docs", "ttl", ATOM + "link"])),
    ("MissingElement, DuplicateElement", ("atom",),
     lambda f: elements_once(f.root, [ATOM + name for name in ("title", "subtitle", "id", "updated", "author", "generator")])),
    ("MissingElement, DuplicateElement: items", ("rss",),
     lambda f: [w for item in f.channel.findall("item") for w in elements_once(item, ["title", "link", "guid", "pubDate", "description"])]),
    ("MissingElement, DuplicateElement: entries", ("atom",),
     lambda f: [w for entry in f.root.findall(ATOM + "entry") for w in elements_once(entry, [ATOM + n for n in ("title", "id", "updated", "published", "content")])]),
    ("JSON Feed 1.1: each item has an id that is text and content", ("json",),
     of_items(lambda item: "" if isinstance(item.id, str) and item.html and item.content.text else "no content")),
    ("MisplacedItem", ("rss",), lambda f: [] if [e.tag == "item" for e in f.channel] == sorted(e.tag == "item" for e in f.channel) else ["an item before the end"]),
    ("MisplacedMetadata", ("atom",), lambda f: [] if [e.tag == ATOM + "entry" for e in f.root] == sorted(e.tag == ATOM + "entry" for e in f.root) else ["an entry before the end"]),
    ("UnexpectedAttribute, UseOfExtensionAttr", XML, lambda f: [(e.tag, name) for e in f.root.iter() for name in e.attrib if name not in ATTRIBUTES[f.form].get(e.tag, ())]),
    ("MissingAttribute, MissingHref", XML, lambda f: [e.tag for e in f.root.iter() if e.tag == ATOM + "link" and not e.get("href") or e.tag == ATOM + "category" and not e.get("term")]),
    ("AttrNotBlank", XML, lambda f: [(e.tag, name) for e in f.root.iter() for name, value in e.attrib.items() if not value.strip()]),
    ("UndefinedElement, NoBlink: the channel", ("rss",), lambda f: [e.tag for e in f.channel if e.tag not in CHANNEL]),
    ("UndefinedElement, NotInANamespace, MissingNamespace", ("atom",),
     lambda f: [e.tag for e in f.root if e.tag not in FEED] + [e.tag for entry in f.root.findall(ATOM + "entry") for e in entry if e.tag not in ENTRY]),
    ("UnexpectedText: between elements", XML, lambda f: loose_text(f.root)),
    ("UnexpectedWhitespace", XML, lambda f: bounded(f.root)),
    ("DuplicateSemantics, DuplicateDescriptionSemantics", ("rss",), lambda f: [e.tag for e in [*f.channel, *f.channel.findall("item/*")] if e.tag.startswith("{") and
                                                                            e.tag not in (ATOM + "link", DC + "creator")]),
    ("ContainsEmail, InvalidContact", ALL, of_items(lambda item: item.author if re.search(r"\S@\S+\.\w", item.author or "") else "")),
    ("JSON Feed 1.1: members of the feed and their types", ("json",), lambda f: not_of(FEED_MEMBERS, f.document)),
    ("JSON Feed 1.1: members of the items and their types", ("json",), lambda f: [name for item in f.document["items"] for name in not_of(ITEM_MEMBERS, item)]),
    ("JSON Feed 1.1: members that are there say something", ("json",), lambda f: [n for thing in [f.document, *f.document["items"]] for n, v in thing.items() if v == "" or v == [] and n != "items"]),
    ("JSON Feed 1.1: tags are plain texts", ("json",), lambda f: [t for i in f.document["items"] for t in i.get("tags", []) if not isinstance(t, str) or not t.strip()]),
    ("UndefinedElement, UnexpectedText", ("rss",), lambda f: [e.tag for e in f.channel.findall("item/*") if e.tag not in
                                                             ("title", "link", "guid", "pubDate", "category", "description", DC + "creator")]),
    ("DuplicateItemSemantics", ("rss",), lambda f: [e.tag for e in f.channel.findall("item/*") if e.tag in ("author", DC + "date", DC + "subject", ATOM + "id")]),
    ("NotBlank, MissingTextualContent", ALL, lambda f: ["blank"] if not all(title and title.strip() for title in f.titles()) else []),
    ("MissingContentOrAlternate, MissingItemLink", ALL, of_items(lambda item: "" if item.html and item.link else "no content, no link")),
    ("MissingAuthor (RFC 4287, 4.1.1)", ("atom",), lambda f: [] if f.root.findtext(f"{ATOM}author/{ATOM}name") else ["nobody"]),
    ("MissingDCLanguage, InvalidLanguage (BCP 47)", ALL, lambda f: [] if LANGUAGE.match(f.language or "") else [f.language]),
    ("InvalidPositiveInteger: ttl", ("rss",), lambda f: [] if f.channel.findtext("ttl").isdigit() and int(f.channel.findtext("ttl")) > 0 else ["ttl"]),
    ("InvalidWidth, InvalidHeight, ImageUrlFormat, ImageLinkDoesntMatch", ("rss",), lambda f: ["an image"] if f.channel.find("image") is not None else []),
    ("ContainsHTML, ContainsUndeclaredHTML, CharacterData (RSS profile: titles are plain text)", XML, lambda f: [text for text in f.plain() if MARKUP.search(text)]),
    # Addresses.
    ("MissingSelf, MissingAtomSelfLink", ALL, lambda f: [] if len(f.selfs) == 1 else [f.selfs]),
    ("SelfDoesntMatchLocation, RelativeSelf", ALL, lambda f: [] if f.selfs == [f.address] else [f.selfs]),
    ("SelfNotAtom, MissingTypeAttr, UnregisteredAtomLinkRel, DuplicateAtomLink, AtomLinkNotEmpty", XML,
     lambda f: [link.attrib for link in f.root.iter(ATOM + "link") if not (link.get("rel") == "self" and link.get("type") == TYPES[f.form] or
                                                                         link.get("rel") == "alternate" and link.get("type") == "text/html") or link.text]),
    ("InvalidFullLink, InvalidUriChar, UriNotIri, InvalidIRI", ALL, lambda f: [address for address in f.addresses() if not URI.match(address or "")]),
    ("SchemeNotIANARegistered, InvalidURI", ALL, lambda f: [a for a in [*f.addresses(), *(item.id for item in f.items)] if (a or "").split(":")[0] not in ("http", "https", "urn")]),
    ("InvalidFullLink, InvalidURIAttribute: docs, generator", XML, lambda f: [a for e in f.root.iter() for a in [e.text if e.tag == "docs" else e.get("uri")] if a and not re.match("https?://", a)]),
    ("JSON Feed 1.1: external_url leads elsewhere", ("json",), lambda f: [i["id"] for i in f.document["items"] if not re.match("https?://", i.get("external_url", "http://")) or i.get("external_url") == i["url"]]),
    ("JSON Feed 1.1: next_url leads to another feed", ("json",), lambda f: [f.document["next_url"]] if f.document.get("next_url") == f.document["feed_url"] else []),
    ("ContainsRelRef", ALL, of_items(lambda item: [a for a in item.content.addresses if not re.match("https?://", a)])),
    ("NonCanonicalURI", ALL, lambda f: [address for address in [*f.selfs, f.page, *(item.link for item in f.items)] if not canonical(address)]),
    ("SameDocumentReference", ALL, lambda f: [a for item in f.items for a in item.content.addresses if a.split("#")[0] == f.address]),
    # Ids.
    ("MissingGuid, MissingId, InvalidURN, InvalidUUID, NotSufficientlyUnique", ALL, of_items(lambda item: "" if UUID.match(item.id or "") else "no urn:uuid")),
    ("InvalidUUID: the feed's", ("atom",), lambda f: [] if UUID.match(f.root.findtext(ATOM + "id")) else ["no urn:uuid"]),
    ("DuplicateValue, DuplicateIds, DuplicateEntries", ALL, lambda f: repeated([item.id for item in f.items])),
    ("InvalidPermalink, InvalidHttpGUID, InvalidBooleanAttribute", ("rss",),
     lambda f: [guid.attrib for guid in f.channel.findall("item/guid") if guid.attrib != {"isPermaLink": "false"}]),
    # Times.
    ("InvalidRFC2822Date, ProblematicalRFC822Date, IncorrectDOW", ("rss",),
     lambda f: [date for date in f.dates if not RFC2822.match(date) or moment(f, date).strftime("%a") != date[:3]]),
    ("InvalidRFC3339Date", ("atom", "json"), lambda f: [date for date in f.dates if not RFC3339.match(date)]),
    ("ImplausibleDate", ALL, lambda f: [date for date in f.dates if not 1990 <= moment(f, date).year or moment(f, date) > f.now + dt.timedelta(minutes=10)]),
    ("DuplicateUpdated", ALL, lambda f: repeated([item.date for item in f.items])),
    ("RFC 4287, 4.2.15: nothing was updated before it was published", ("atom",),
     lambda f: [e.findtext(ATOM + "id") for e in f.root.findall(ATOM + "entry") if e.findtext(ATOM + "updated") < e.findtext(ATOM + "published")]),
    ("RFC 4287, 4.1.1: the feed is as new as its newest entry", ("atom",),
     lambda f: [] if not f.items or f.root.findtext(ATOM + "updated") == max(item.date for item in f.items) else ["another time"]),
    ("JSON Feed 1.1: nothing was modified before it was published", ("json",), lambda f: [i["id"] for i in f.document["items"] if i["date_modified"] < i["date_published"]]),
    # Content.
    ("InvalidTextType, NotEscaped, MissingXhtmlDiv", ("atom",), lambda f: [e.attrib for e in f.root.iter(ATOM + "content") if e.attrib != {"type": "html"}]),
    ("NotHtml, HtmlFragment, SecurityRisk, SecurityRiskAttr, DangerousStyleAttr", ALL, of_items(lambda item: item.content.wrong)),
    ("JSON Feed 1.1: authors, tags", ("json",), lambda f: [i["id"] for i in f.document["items"] if not all(a.get("name") for a in i.get("authors", [])) or
                                                          len(set(i.get("tags", []))) != len(i.get("tags", []))]),
]


# Of lists of feeds, OPML 2.0: the validator's message, what is wrong with the document.
OUTLINE = {"text", "title", "type", "xmlUrl", "htmlUrl", "description", "language", "version", "category", "created", "url", "isComment", "isBreakpoint"}
HEAD = {"title", "dateCreated", "dateModified", "ownerName", "ownerEmail", "ownerId", "docs"}
LIST_RULES = [
    ("InvalidOPMLVersion, MissingAttribute: version", lambda root: [] if (root.tag, root.get("version")) == ("opml", "2.0") else [root.attrib]),
    ("MissingElement: head, body, outline", lambda root: elements_once(root, ["head", "body"]) + ([] if root.find("body/outline") is not None else ["outline"])),
    ("UndefinedElement, DuplicateElement: the head", lambda root: [e.tag for e in root.findall("head/*") if e.tag not in HEAD] + repeated([e.tag for e in root.findall("head/*")])),
    ("InvalidRFC2822Date: the head", lambda root: [e.text for e in root.findall("head/*") if e.tag.startswith("date") and not RFC2822.match(e.text or "")]),
    ("InvalidContact, NotBlank: the head", lambda root: [e.tag for e in root.findall("head/*") if not (e.text or "").strip() or e.tag == "ownerEmail" and "@" not in e.text]),
    ("MissingAttribute: text", lambda root: [e.attrib for e in root.iter("outline") if not e.get("text", "").strip()]),
    ("MissingOutlineType, InvalidOutlineType", lambda root: [e.attrib for e in root.iter("outline") if len(e.attrib) > 1 and e.get("type") != "rss"]),
    ("MissingXmlURL, MissingUrlAttr, MissingTitleAttr", lambda root: [e.attrib for e in root.iter("outline") if e.get("type") == "rss" and not (e.get("xmlUrl") and e.get("title"))]),
    ("UnexpectedAttribute, InvalidOutlineVersion", lambda root: [e.attrib for e in root.iter("outline") if not OUTLINE >= e.attrib.keys() or e.get("version", "RSS2") != "RSS2"]),
    ("InvalidURIAttribute, InvalidFullLink", lambda root: [e.get(n) for e in root.iter("outline") for n in ("xmlUrl", "htmlUrl") if e.get(n) is not None and not URI.match(e.get(n))]),
    ("UnexpectedText", lambda root: [e.attrib for e in root.iter("outline") if (e.text or "").strip() or (e.tail or "").strip()]),
    ("SecurityRisk, NotHtml: text, title", lambda root: [t for e in root.iter("outline") for t in (e.get("text", ""), e.get("title", "")) if re.search(r"<(script|object|embed|iframe)\b", t)]),
    ("DuplicateValue", lambda root: repeated([e.get("xmlUrl") for e in root.iter("outline") if e.get("xmlUrl")])),
]


def complaints_of_list(text):
    """The same of a list of feeds."""
    root = ET.fromstring(text)
    return [(name, wrong) for name, rule in LIST_RULES for wrong in rule(root)]


def complaints(feed):
    """What a validator would say of it: (rule, what is wrong)."""
    return [(name, wrong) for name, forms, rule in RULES if feed.form in forms for wrong in rule(feed)]
