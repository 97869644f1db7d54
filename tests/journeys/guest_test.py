"""Pith as a guest of publishers, through the real program: chapters, manners that outlast a process, private feeds."""
import json
import os
import re
import socket
import subprocess
import threading
import time
import unittest

import json_page
from guest_home import PITH, GuestHome
from publisher import item_of, talk

SECRET = "s3cretT0ken5678"


class Guest(GuestHome):
    # Chapters

    def test_a_chapter_file_is_fetched_once_and_reaches_the_episode_before_it_is_distilled(self):
        self.a_show(f'<podcast:chapters url="{self.publisher.url("/c.json")}" type="application/json+chapters"/>')
        self.publisher.serve("/c.json", json.dumps({"version": "1.2.0", "chapters": [
            {"startTime": 60, "title": "The drawer"}, {"startTime": 0, "title": "Welcome", "toc": False}]}))
        self.pith("add", self.publisher.url("/feed.xml"))
        self.pith("scan")
        self.pith("scan", hour=9)
        (episode,) = self.exported("episode")
        self.assertEqual([c["title"] for c in episode["chapters"]], ["Welcome", "The drawer"])
        self.assertEqual(episode["state"], "distilled")
        self.assertEqual(self.publisher.hits("/c.json"), 1)
        order = [path for path, _ in self.publisher.requests]
        self.assertLess(order.index("/c.json"), order.index("/one.vtt"))

    def test_chapters_are_fetched_anew_where_the_item_names_another_file(self):
        tag = '<podcast:chapters url="{}" type="application/json+chapters"/>'
        for name in ("a", "b"):
            self.publisher.serve(f"/{name}.json", json.dumps({"chapters": [{"startTime": 0, "title": name}]}))
        self.a_show(tag.format(self.publisher.url("/a.json")))
        self.pith("add", self.publisher.url("/feed.xml"))
        self.pith("scan")
        self.a_show(tag.format(self.publisher.url("/b.json")))
        self.pith("scan", hour=9)
        (episode,) = self.exported("episode")
        self.assertEqual([c["title"] for c in episode["chapters"]], ["b"])
        self.assertEqual(self.publisher.hits("/one.vtt"), 1)

    def test_an_episode_is_distilled_also_where_its_chapter_file_is_missing(self):
        self.a_show(f'<podcast:chapters url="{self.publisher.url("/none.json")}" type="application/json+chapters"/>')
        self.pith("add", self.publisher.url("/feed.xml"))
        done = self.run_pith("scan")
        self.assertIn("the chapters", done.stderr)
        (episode,) = self.exported("episode")
        self.assertEqual(episode["state"], "distilled")
        self.assertEqual(self.publisher.hits("/none.json"), 1)

    # Manners

    def test_it_says_who_it_is_with_a_contact_of_the_owners_choice(self):
        self.write_settings(feeds='contact = "https://pod.example/bot"')
        self.a_show()
        self.pith("add", self.publisher.url("/feed.xml"))
        for _, headers in self.publisher.requests:
            self.assertRegex(headers["User-Agent"], r"^Pith/\d+\.\d+.* bot; \+https://pod\.example/bot\)$")

    def test_retry_after_is_kept_by_later_processes_and_for_the_whole_host(self):
        self.a_show()
        self.publisher.serve_show("/other.xml", title="Other")
        self.pith("add", self.publisher.url("/feed.xml"), self.publisher.url("/other.xml"))
        self.publisher.serve("/feed.xml", "", status=429, Retry_After="36000")
        self.publisher.serve("/other.xml", "", status=429, Retry_After="36000")
        self.run_pith("scan", hour=8)
        asked = len(self.publisher.requests)
        self.run_pith("scan", hour=12)
        done = self.run_pith("add", self.publisher.url("/third.xml"), hour=13)
        self.assertEqual(done.returncode, 1)
        self.assertIn("asked to be left alone until 2026-11-02T18:30:00Z", done.stderr)
        self.assertEqual(len(self.publisher.requests), asked)
        self.a_show()
        self.run_pith("scan", day=3, hour=6)
        self.assertGreater(len(self.publisher.requests), asked)
        self.assertEqual(self.publisher.hits("/third.xml"), 0)

    def test_a_feed_is_not_asked_again_while_its_server_has_the_answer_kept(self):
        self.a_show()
        status, headers, body = self.publisher.routes["/feed.xml"]
        self.publisher.routes["/feed.xml"] = (status, headers | {"Cache-Control": "public, max-age=14400"}, body)
        self.pith("add", self.publisher.url("/feed.xml"))
        self.pith("scan", hour=8)
        self.assertEqual(self.publisher.hits("/feed.xml"), 1)
        self.pith("scan", hour=11)
        self.assertEqual(self.publisher.hits("/feed.xml"), 2)

    def test_a_feed_is_asked_at_most_hourly_also_by_hand(self):
        self.a_show()
        self.pith("add", self.publisher.url("/feed.xml"))
        for _ in range(3):
            self.pith("scan")
        self.assertEqual(self.publisher.hits("/feed.xml"), 1)

    def test_a_transcript_is_not_asked_for_again_before_its_server_wishes(self):
        self.a_show()
        self.publisher.serve("/one.vtt", "", status=503, Retry_After="7200")
        self.pith("add", self.publisher.url("/feed.xml"))
        self.run_pith("scan")
        self.run_pith("scan", hour=7)
        self.assertEqual(self.publisher.hits("/one.vtt"), 1)
        self.publisher.serve("/one.vtt", talk("one"))
        self.pith("scan", hour=9)
        self.assertEqual(self.exported("episode")[0]["state"], "distilled")

    def test_a_feed_that_is_not_found_is_asked_less_and_less_and_says_why(self):
        self.a_show()
        self.pith("add", self.publisher.url("/feed.xml"))
        self.publisher.serve("/feed.xml", "", status=404)
        pauses = []
        for day in (3, 5, 7, 9, 11, 13, 15):
            self.run_pith("scan", day=day)
            state = self.feed_state()
            pauses.append(state["next_poll"])
        self.assertIn("404", state["problem"])
        self.assertIn("now once a day", state["problem"])
        self.assertFalse(state["ended"])
        self.assertIn("2026-11-03T07:3", pauses[0])
        self.assertIn("2026-11-16T06:3", pauses[-1])

    def test_a_feed_that_is_gone_is_never_asked_again(self):
        self.a_show()
        self.pith("add", self.publisher.url("/feed.xml"))
        self.publisher.serve("/feed.xml", "", status=410)
        self.run_pith("scan", hour=9)
        self.assertTrue(self.feed_state()["ended"])
        asked = self.publisher.hits("/feed.xml")
        self.run_pith("scan", day=9)
        self.assertEqual(self.publisher.hits("/feed.xml"), asked)

    def test_a_feed_that_moved_for_good_is_asked_at_its_new_address_only(self):
        self.a_show()
        self.pith("add", self.publisher.url("/feed.xml"))
        self.publisher.routes["/new.xml"] = self.publisher.routes["/feed.xml"]
        self.publisher.serve("/feed.xml", "", status=301, Location="/new.xml")
        self.pith("scan", hour=9)
        old = self.publisher.hits("/feed.xml")
        self.pith("scan", day=4)
        self.assertEqual(self.publisher.hits("/feed.xml"), old)
        self.assertGreater(self.publisher.hits("/new.xml"), 1)

    def test_a_show_that_blocks_pith_is_not_taken_and_one_that_blocks_others_is(self):
        self.publisher.serve_show(more="<podcast:block id=\"pith\">yes</podcast:block>")
        done = self.run_pith("add", self.publisher.url("/feed.xml"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("podcast:block", done.stderr)
        self.publisher.serve_show(more="<podcast:block id=\"other\">yes</podcast:block>")
        self.pith("add", self.publisher.url("/feed.xml"))

    def test_a_page_is_read_only_where_robots_txt_allows(self):
        self.a_show()
        page = '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head></html>'
        self.publisher.serve("/closed/page", page, Content_Type="text/html")
        self.publisher.serve("/open", page, Content_Type="text/html")
        self.publisher.serve("/robots.txt", "User-agent: *\nDisallow: /closed\n")
        done = self.run_pith("add", self.publisher.url("/closed/page"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("robots.txt", done.stderr)
        self.assertEqual(self.publisher.hits("/feed.xml"), 0)
        self.pith("add", self.publisher.url("/open"))
        self.assertEqual(self.publisher.hits("/feed.xml"), 1)

    # Apple's directory, with answers written in its shape

    def apple(self, *results):
        self.write_settings(feeds=f'apple_url = "{self.publisher.url("/apple")}"')
        answer = json.dumps({"resultCount": len(results), "results": results})
        self.publisher.serve("/apple/lookup", answer, Content_Type="text/javascript; charset=utf-8")
        self.publisher.serve("/apple/search", answer, Content_Type="text/javascript; charset=utf-8")

    def show_at_apple(self, **more):
        return {"wrapperType": "track", "kind": "podcast", "collectionId": 1234, "artistName": "Ann Other", "collectionName": "A Show",
                "collectionViewUrl": "https://podcasts.apple.com/us/podcast/a-show/id1234", "trackCount": 42,
                "feedUrl": self.publisher.url("/feed.xml"), "primaryGenreName": "Science", **more}

    def test_a_link_of_apple_podcasts_leads_to_the_feed(self):
        self.a_show()
        self.apple(self.show_at_apple())
        self.pith("add", "https://podcasts.apple.com/us/podcast/a-show/id1234?i=1000")
        self.assertIn("/apple/lookup?id=1234", self.publisher.requests[0][0])
        self.assertEqual(self.feed_state()["url"], self.publisher.url("/feed.xml"))

    def test_an_apple_link_without_a_feed_is_said_to_have_none(self):
        result = self.show_at_apple()
        del result["feedUrl"]
        self.apple(result)
        done = self.run_pith("add", "https://podcasts.apple.com/de/podcast/id1234")
        self.assertEqual(done.returncode, 1)
        self.assertIn("Apple names no feed of A Show", done.stderr)

    def test_words_are_looked_up_and_one_of_those_found_can_be_picked(self):
        self.a_show()
        self.apple(self.show_at_apple(collectionName="Not this"), self.show_at_apple(), {"kind": "song", "trackName": "x"})
        listed = self.pith("add", "a", "show")
        self.assertIn(" 1  Not this, by Ann Other", listed)
        self.assertIn(" 2  A Show", listed)
        self.assertIn("term=a%20show", self.publisher.requests[0][0])
        told = json.loads(self.pith("add", "a show", "--json"))
        self.assertEqual(json_page.check(self, "add WORDS", told), set())
        found = told["found"]
        self.assertEqual([one["number"] for one in found], [1, 2])
        self.assertEqual(found[1]["feed"], self.publisher.url("/feed.xml"))
        self.assertEqual(json.loads(self.pith("shows", "--json"))["shows"], [])
        self.pith("add", "a", "show", "--pick", "2")
        self.assertEqual(self.feed_state()["url"], self.publisher.url("/feed.xml"))

    def test_without_a_network_the_words_are_clear(self):
        self.write_settings(feeds='apple_url = "http://127.0.0.1:1"')
        for word in ("syntax", "https://podcasts.apple.com/us/podcast/x/id1"):
            done = self.run_pith("add", word)
            self.assertEqual(done.returncode, 1)
            self.assertIn("Apple's directory cannot be asked now; the address of the feed works without it", done.stderr)

    # Private feeds

    def everything_said(self):
        said = []
        for words in (["scan"], ["shows"], ["shows", "--json"], ["export"], ["export", "--state"], ["export", "--opml"], ["doctor"],
                      ["doctor", "--json"], ["brief"], ["brief", "--json"], ["brief", "--markdown"], ["send"]):
            done = self.run_pith(*words, hour=9)
            said.append(done.stdout + done.stderr)
        outbox = os.path.join(self.home, "outbox")
        for name in os.listdir(outbox):
            with open(os.path.join(outbox, name), encoding="utf-8") as file:
                said.append(file.read().replace("=\n", ""))
        return said

    def follow_private(self):
        url = self.publisher.url
        self.publisher.serve_show(items=item_of("g1", "The first", url(f"/one.vtt?token={SECRET}"), url(f"/one.mp3?token={SECRET}")))
        address = f"http://ann:{SECRET}@{self.publisher.host}/feed.xml?auth={SECRET}"
        self.write_settings(more='[log]\nlevel = "debug"')
        return self.run_pith("add", address)

    def test_the_token_of_a_private_feed_is_shown_nowhere(self):
        done = self.follow_private()
        self.assertEqual(done.returncode, 0, done.stderr)
        said = [done.stdout + done.stderr] + self.everything_said()
        self.assertIn("Subject:", said[-1])
        for text in said:
            self.assertNotIn(SECRET, text)
        self.publisher.serve("/feed.xml", "", status=500)
        self.assertNotIn(SECRET, self.run_pith("scan", day=4).stderr)

    def test_the_pages_show_no_token_and_a_public_site_no_private_show(self):
        self.follow_private()
        self.pith("scan")
        self.pith("brief", hour=9)
        (episode,) = self.exported("episode")
        for public in (False, True):
            if public:
                self.write_settings(more='[web]\nurl = "https://pith.example"')
            with self.serving() as get:
                status, page = get(f"/episodes/{episode['id']}")
                self.assertEqual(status, 404 if public else 200)
                for path in ("/", "/shows", "/shows/a-show", "/search?q=studies", "/status", "/feeds/today.xml", "/feeds/today.json",
                             f"/episodes/{episode['id']}"):
                    status, page = get(path)
                    self.assertNotIn(SECRET, page, path)
                    if public:
                        self.assertNotIn("A Show", page, path)

    def moved(self, there):
        self.publisher.serve_show(items=item_of("g1", "The first"))
        self.pith("add", self.publisher.url("/feed.xml"))
        self.publisher.serve_show("/new.xml", items=there)
        self.publisher.serve_show(items=item_of("g1", "The first"), more="<itunes:new-feed-url xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'>" +
                                  self.publisher.url("/new.xml") + "</itunes:new-feed-url>")
        self.pith("scan", day=3)
        self.assertEqual(self.publisher.hits("/new.xml"), 1)
        return self.exported("feed")[0]

    def test_a_feed_that_says_it_has_moved_is_believed_where_its_items_are_found_there(self):
        feed = self.moved(item_of("g1", "The first") + item_of("g2", "The second"))
        self.assertEqual(feed["url"], self.publisher.url("/new.xml"))
        self.pith("scan", day=4)
        self.assertEqual({e["guid"] for e in self.exported("episode")}, {"g1", "g2"})

    def test_a_feed_that_says_it_has_moved_to_another_shows_is_not_believed(self):
        self.assertEqual(self.moved(item_of("other", "Another"))["url"], self.publisher.url("/feed.xml"))

    def test_the_pace_of_a_killed_process_is_kept_by_the_next(self):
        pace = 6
        asked = threading.Event()
        times = []
        server = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(server.close)

        def answer():
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                connection.recv(65536)
                times.append(time.monotonic())
                asked.set()
                waiting.append(connection)
                self.addCleanup(connection.close)

        waiting = []
        threading.Thread(target=answer, daemon=True).start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/feed.xml"
        with open(os.path.join(self.home, "pith.toml"), "w", encoding="utf-8") as file:
            file.write(f'[feeds]\nallow_private = ["127.0.0.1"]\nprivate_pace_ms = {pace * 1000}\n')
        began = time.monotonic()
        for _ in range(2):
            asked.clear()
            child = subprocess.Popen([PITH, "add", url, "--home", self.home], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            self.assertTrue(asked.wait(60))
            child.kill()
            child.wait()
        self.assertGreaterEqual(times[1] - began, pace)  # the first asking is later than that and never after times[0]


if __name__ == "__main__":
    unittest.main(verbosity=1)
