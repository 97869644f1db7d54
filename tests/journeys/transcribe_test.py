"""Episodes whose publisher offers no transcript are heard: one download, decoded apart, piece by piece, and never distilled unmarked."""
import contextlib
import json
import math
import os
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import wave

import json_page
from loopback import Handler, Loopback

PITH = os.environ["PITH_BINARY"]
NOW, LATER = "2026-11-03T10:00:00Z", "2026-11-03T20:00:00Z"
SENTENCE = "People who write their weekly plan on paper keep to it {} times as often as those who do not write it."

# A recogniser of the tests: reads how long the sound is and gives a sentence for each ten seconds of it. Counts its calls.
EARS = """#!/usr/bin/python3
import os, sys, time, wave
out, folder = sys.argv[2], os.path.dirname(os.path.abspath(__file__))
with wave.open(sys.argv[1]) as sound:
    assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (16000, 1, 2)
    seconds = sound.getnframes() / 16000
with open(os.path.join(folder, "calls"), "a") as calls:
    calls.write("x")
nth = os.path.getsize(os.path.join(folder, "calls"))
while os.path.exists(os.path.join(folder, "hold")) and nth > 1:
    time.sleep(0.05)
with open(out + ".vtt", "w") as vtt:
    vtt.write("WEBVTT\\n\\n")
    for n in range(round(seconds) // 10 + 1):
        end = min(n * 10 + 10, seconds)
        if end > n * 10:
            vtt.write(f"{n // 6:02}:{n % 6}0.000 --> {int(end) // 60:02}:{end % 60:06.3f}\\n%s\\n\\n" % "SENTENCE".format(nth * 100 + n))
"""


def tone(path, seconds):
    """A voice of sorts: a second of sound and a half of quiet, over and over."""
    samples = bytearray()
    for n in range(8000 * seconds):
        loud = 9000 if n % 12000 < 8000 else 0
        samples += struct.pack("<h", int(loud * math.sin(n * 0.3)) + n * 7919 % 41 - 20)
    with wave.open(path, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(bytes(samples))


class World(Loopback):
    """A feed with one episode, its audio, and a recogniser's endpoint."""

    def __init__(self, audio, transcript=None):
        self.requests, self.links, world = [], "", self  # `links`: what the item names besides its audio
        with open(audio, "rb") as file:
            self.audio = file.read()
        self.answer = {"segments": []}
        self.heard, self.free = 0, threading.Event()  # pieces after the first are answered once it is set
        self.free.set()

        class Files(Handler):
            def give_file(self, kind, body):
                self.give(200, {"Content-Type": kind}, body)

            def do_GET(self):
                world.requests.append(self.path)
                if self.path == "/feed.xml":
                    self.give_file("application/rss+xml", world.feed())
                elif self.path == "/talk.vtt":
                    self.give_file("text/vtt", world.transcript)
                else:
                    self.give_file("audio/wav", world.audio)

            def do_POST(self):
                world.requests.append(self.path)
                self.rfile.read(int(self.headers["Content-Length"]))
                world.heard += 1
                if world.heard > 1:
                    world.free.wait(60)
                self.give_file("application/json", json.dumps(world.answer).encode())

        self.listen(Files)

    def feed(self):
        return f"""<?xml version="1.0"?><rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>Quiet Show</title><language>en</language>
<link>http://{self.host}/</link><item><title>Plans on paper</title><guid>one</guid><pubDate>Tue, 03 Nov 2026 08:00:00 GMT</pubDate>
<enclosure url="http://{self.host}/talk.wav" type="audio/wav" length="{len(self.audio)}"/>{self.links}</item></channel></rss>""".encode()


class Transcribe(unittest.TestCase):
    SECONDS = 150

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="pith-transcribe-test-")
        cls.talk = os.path.join(cls.folder, "talk.wav")
        tone(cls.talk, cls.SECONDS)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def setUp(self):
        self.home = self.enterContext(tempfile.TemporaryDirectory())
        self.world = self.enterContext(World(self.talk))
        self.ears = os.path.join(self.home, "ears")
        with open(self.ears, "w", encoding="utf-8") as file:
            file.write(EARS.replace("SENTENCE", SENTENCE))
        os.chmod(self.ears, 0o755)
        self.settings('engine = "command"\ncommand = ["%s", "{wav}", "{out}"]\npiece_minutes = 1' % self.ears)

    def settings(self, transcriber):
        with open(os.path.join(self.home, "pith.toml"), "w", encoding="utf-8") as file:
            file.write(f'[feeds]\nallow_private = ["{self.world.host}"]\n[transcriber]\n{transcriber}\n')

    def run_pith(self, *words):
        return subprocess.run([PITH, *words, "--home", self.home], capture_output=True, text=True, timeout=120)

    def pith(self, *words):
        done = self.run_pith(*words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def exported(self, kind):
        return [json.loads(line)[kind] for line in self.pith("export").splitlines() if kind in json.loads(line)]

    def calls(self):
        path = os.path.join(self.home, "calls")
        return os.path.getsize(path) if os.path.exists(path) else 0

    def audio_files(self):
        folder = os.path.join(self.home, "audio")
        return os.listdir(folder) if os.path.isdir(folder) else []

    def follow(self):
        self.pith("add", f"http://{self.world.host}/feed.xml", "--now", NOW)

    def test_an_episode_waits_for_its_publisher_and_then_is_heard(self):
        self.follow()
        self.pith("scan", "--now", NOW)
        (episode,) = self.exported("episode")
        self.assertEqual(episode["reason"], "its feed offers no transcript; ears hears it from 2026-11-03 16:00 UTC on")
        self.assertEqual((self.calls(), self.world.requests.count("/talk.wav")), (0, 0))
        self.pith("scan", "--now", LATER)
        (episode,) = self.exported("episode")
        self.assertEqual(episode["state"], "distilled")
        (transcript,) = self.exported("transcript")
        self.assertEqual(transcript["heard_by"], "ears")
        self.assertGreaterEqual(transcript["heard_percent"], 90)
        self.assertEqual(transcript.get("speakers", []), [])
        self.assertEqual(self.world.requests.count("/talk.wav"), 1)
        self.assertEqual(self.audio_files(), [])
        self.assertLessEqual({insight["speaker"] for insight in self.exported("insight")}, {"unknown speaker"})

    def test_without_a_recogniser_it_waits_and_says_so(self):
        self.settings('engine = "none"')
        self.follow()
        self.pith("scan", "--now", LATER)
        (episode,) = self.exported("episode")
        self.assertEqual((episode["state"], episode["reason"]), ("waiting", "its feed offers no transcript"))
        self.settings('engine = "command"\ncommand = ["%s", "{wav}", "{out}"]' % self.ears)
        self.pith("scan", "--now", LATER)  # a recogniser set up later hears what waits
        self.assertEqual(self.exported("episode")[0]["state"], "distilled")

    def held_at_the_second_piece(self, *words):
        """A process at work, and the file whose removal lets it hear the second piece to its end."""
        hold = os.path.join(self.home, "hold")
        open(hold, "w").close()
        process = subprocess.Popen([PITH, *words, "--home", self.home, "--now", LATER], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        for _ in range(1200):
            if self.calls() == 2:
                break
            time.sleep(0.05)
        self.assertEqual(self.calls(), 2)
        return process, hold

    def test_killed_between_pieces_it_goes_on_with_the_next(self):
        self.follow()
        process, hold = self.held_at_the_second_piece("scan")
        process.kill()
        self.assertEqual(process.wait(), -signal.SIGKILL)
        os.remove(hold)
        (episode,) = self.exported("episode")
        self.assertEqual(episode["reason"], "ears hears it: 1 of 3 pieces")
        self.pith("scan", "--now", LATER)
        self.assertEqual(self.exported("episode")[0]["state"], "distilled")
        self.assertEqual(self.calls(), 4, "three pieces, the second one twice")
        self.assertEqual(self.world.requests.count("/talk.wav"), 1)
        self.assertEqual(self.audio_files(), [])

    def test_what_its_publisher_brings_meanwhile_stands(self):
        self.follow()
        process, hold = self.held_at_the_second_piece("scan")
        with contextlib.closing(sqlite3.connect(os.path.join(self.home, "pith.db"), timeout=30)) as home:
            home.execute("UPDATE episodes SET state = 'transcribed', reason = ''")  # as the transcript step would
            home.commit()
        os.remove(hold)
        self.assertEqual(process.wait(timeout=60), 0)
        self.assertEqual(self.exported("episode")[0]["state"], "transcribed")
        self.assertEqual(self.exported("transcript"), [])
        self.assertEqual((self.calls(), self.audio_files()), (2, []))

    def test_what_its_publisher_brings_later_takes_the_place_of_what_was_heard(self):
        self.follow()
        self.pith("scan", "--now", LATER)
        self.assertEqual(self.exported("transcript")[0]["heard_by"], "ears")
        cues = [f"00:00:{second:02}.000 --> 00:00:{second + 3:02}.000\n<v Ann Lee>{SENTENCE.format(second)}\n\n" for second in range(0, 57, 4)]
        self.world.transcript = ("WEBVTT\n\n" + "".join(cues)).encode()
        self.world.links = f'<podcast:transcript url="http://{self.world.host}/talk.vtt" type="text/vtt"/>'
        self.pith("scan", "--now", "2026-11-05T20:00:00Z")
        (transcript,) = self.exported("transcript")
        self.assertEqual((transcript.get("heard_by", ""), transcript["speakers"]), ("", ["Ann Lee"]))
        self.assertEqual(self.exported("episode")[0]["state"], "distilled")
        self.assertEqual(self.calls(), 3)

    def test_told_to_stop_it_stops_at_once_and_goes_on_later(self):
        self.follow()
        process, hold = self.held_at_the_second_piece("serve", "--listen", "127.0.0.1:0")
        process.terminate()
        self.assertEqual(process.wait(timeout=60), 0)
        os.remove(hold)
        self.pith("scan", "--now", "2026-11-03T21:00:00Z")
        self.assertEqual((self.exported("episode")[0]["state"], self.calls()), ("distilled", 4))

    def test_an_endpoint_hears_it_too_and_audio_may_be_kept(self):
        self.settings(f'engine = "http"\nbase_url = "http://{self.world.host}"\nmodel = "m"\ngrace_hours = 0\nkeep_audio = true')
        self.world.answer = {"language": "english", "segments": [
            {"start": n * 10, "end": n * 10 + 10, "text": " " + SENTENCE.format(n)} for n in range(self.SECONDS // 10)]}
        self.follow()
        self.pith("scan", "--now", NOW)
        self.assertEqual(self.exported("transcript")[0]["heard_by"], "m")
        self.assertEqual(len(self.audio_files()), 1)

    def test_killed_while_an_endpoint_hears_it_goes_on_with_the_next_piece(self):
        self.settings(f'engine = "http"\nbase_url = "http://{self.world.host}"\nmodel = "m"\ngrace_hours = 0\npiece_minutes = 1')
        self.world.answer = {"language": "english", "segments": [
            {"start": n * 10, "end": n * 10 + 10, "text": " " + SENTENCE.format(n)} for n in range(6)]}
        self.world.free.clear()
        self.follow()
        process = subprocess.Popen([PITH, "scan", "--home", self.home, "--now", NOW], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(1200):
            if self.world.heard == 2:
                break
            time.sleep(0.05)
        self.assertEqual(self.world.heard, 2)
        process.kill()
        process.wait()
        self.assertEqual(self.exported("episode")[0]["reason"], "m hears it: 1 of 3 pieces")
        self.world.free.set()
        self.pith("scan", "--now", NOW)
        self.assertIn(self.exported("episode")[0]["state"], ("distilled", "undistilled"))
        self.assertEqual(self.world.heard, 4, "three pieces, the second one twice")
        self.assertEqual(self.world.requests.count("/talk.wav"), 1)

    def test_a_bad_answer_is_refused_and_said(self):
        self.settings(f'engine = "http"\nbase_url = "http://{self.world.host}"\nmodel = "m"\ngrace_hours = 0')
        for answer, words in (({"segments": []}, "heard 0 %"),
                              ({"segments": [{"start": 0, "end": 150, "text": "thank you " * 60}]}, "repeats itself")):
            with self.subTest(words), tempfile.TemporaryDirectory() as other:
                shutil.copy(os.path.join(self.home, "pith.toml"), other)
                mine, self.home = self.home, other
                self.world.answer = answer
                self.follow()
                self.pith("scan", "--now", NOW)
                (episode,) = self.exported("episode")
                self.assertEqual(episode["state"], "waiting")
                self.assertIn(words, episode["reason"])
                self.assertEqual(self.exported("insight"), [])
                self.assertIn(words, self.run_pith("doctor").stdout)
                self.home = mine

    def test_broken_audio_harms_nothing_else(self):
        self.world.audio = b"RIFF" + os.urandom(60_000)
        self.follow()
        self.pith("scan", "--now", LATER)
        (episode,) = self.exported("episode")
        self.assertEqual(episode["state"], "waiting")
        self.assertIn("is not audio of a known kind", episode["reason"])
        self.assertEqual(self.audio_files(), [])

    def test_a_file_is_heard_as_vtt_and_json(self):
        done = self.run_pith("transcribe", self.talk)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(done.stdout.startswith("WEBVTT\n\nNOTE Heard by ears: "), done.stdout[:80])
        self.assertIn("0 of 3 pieces heard", done.stderr)
        answer = json.loads(self.pith("transcribe", self.talk, "--json"))
        self.assertEqual(json_page.check(self, "transcribe", answer), set())
        self.assertGreaterEqual(answer["heard_percent"], 90)
        self.assertEqual({segment["speaker"] for segment in answer["segments"]}, {"unknown speaker"})

    def test_settings_that_cannot_be_are_said_with_file_and_line(self):
        self.settings('engine = "telepathy"')
        done = self.run_pith("transcribe", self.talk)
        self.assertEqual(done.returncode, 2)
        self.assertIn('pith.toml:4: transcriber.engine must be one of "none", "command", "http"', done.stderr)
        self.settings('engine = "none"')
        done = self.run_pith("transcribe", self.talk)
        self.assertEqual(done.returncode, 1)
        self.assertIn("no recogniser is set up", done.stderr)


# PocketSphinx's program as the recogniser: words with times on standard output become SRT.
SPHINX = """#!/usr/bin/python3
import subprocess, sys
told = subprocess.run(["pocketsphinx_continuous", "-infile", sys.argv[1], "-time", "yes", "-logfn", "/dev/null"],
                      capture_output=True, text=True, check=True).stdout
number = 0
for line in told.splitlines():
    parts = line.split()
    if len(parts) != 4 or parts[0].startswith("<") or parts[0].startswith("["):
        continue
    try:
        start, end = float(parts[1]), float(parts[2])
    except ValueError:
        continue
    number += 1
    stamp = lambda at: f"00:{int(at) // 60:02}:{int(at) % 60:02},{int(at * 1000) % 1000:03}"
    print(f"{number}\\n{stamp(start)} --> {stamp(end)}\\n{parts[0].split('(')[0]}\\n")
"""
SAID = "What you can see you can remember. Keep the plan for the week on paper."


@unittest.skipUnless(shutil.which("pocketsphinx_continuous") and shutil.which("flite"), "pocketsphinx and flite are not installed")
class RealRecogniser(unittest.TestCase):
    def test_hears_what_flite_says(self):
        with tempfile.TemporaryDirectory() as home:
            speech, ears = os.path.join(home, "speech.wav"), os.path.join(home, "sphinx")
            subprocess.run(["flite", "-voice", "slt", "-t", SAID, "-o", speech], check=True)
            with open(ears, "w", encoding="utf-8") as file:
                file.write(SPHINX)
            os.chmod(ears, 0o755)
            with open(os.path.join(home, "pith.toml"), "w", encoding="utf-8") as file:
                file.write(f'[transcriber]\nengine = "command"\ncommand = ["{ears}", "{{wav}}"]\n')
            done = subprocess.run([PITH, "transcribe", speech, "--json", "--home", home], capture_output=True, text=True, timeout=500)
            self.assertEqual(done.returncode, 0, done.stderr)
            answer = json.loads(done.stdout)
            heard = " ".join(segment["text"] for segment in answer["segments"]).lower().split()
            said = SAID.lower().replace(".", "").split()
            right = sum(word in heard for word in said) / len(said)
            print(f"{right:.0%} of the words were heard; {answer['heard_percent']} % of the speech has words")
            self.assertGreater(right, 0.7)
            self.assertGreaterEqual(answer["heard_percent"], 90)


if __name__ == "__main__":
    unittest.main(verbosity=1)
