"""An OpenAI-compatible chat server on loopback that answers as a test says, for journeys that run real pith processes."""
import hashlib
import json
import random
import re
import threading

from loopback import Handler, Loopback

LINE = re.compile(r"^\[(\d+)\] ([^:\n]*): (.+)$", re.M)
WORDS = ("teams work slowly when nobody owns the result because every change waits for another and small steps win over large plans while trust grows from "
         "keeping promises to people who depend on them so leaders should ask what hurts today then remove one obstacle before adding anything new and "
         "measure whether life got better instead of counting hours or output which only shows how busy everyone looks").split()


SYLLABLES = "ba ce di fo gu ha ki lo me nu pa re si to vu wa ze".split()


def words(seed, count=32):
    """A text without names and numbers that no other seed gives, and that says nothing another says: half of its words are made up."""
    chance = random.Random(seed)
    plain = chance.choices(sorted(set(WORDS)), k=count)
    return " ".join(word if n % 2 == 0 else "".join(chance.choices(SYLLABLES, k=3)) for n, word in enumerate(plain)).capitalize() + "."


def insight(seed, quotes, importance=4, text=None):
    """`quotes`: pairs of a cue's number and words of it. The text has some of them, so that they bear on it."""
    said = sorted({word for _, text in quotes for word in re.findall(r"\b[a-z]{5,}\b", text)}, key=lambda word: (-len(word), word))[:7]
    return {"headline": words(f"{seed} headline", 8), "text": text or f"{words(seed, 26)[:-1]} {' '.join(said)}.", "speaker": "", "topics": ["work"], "importance": importance,
            "quotes": [{"cue": cue, "text": said} for cue, said in quotes]}


def long_lines(lines, count):
    """One insight on each of the longest lines."""
    chosen = sorted(lines, key=lambda line: -len(line[1]))[:count]
    return [insight(said, [(cue, said)]) for cue, said in chosen]


class ModelServer(Loopback):
    """`status`: other than 200, what every question gets; 0: no answer at all. `answer`: from the prompt's lines, pairs of number and words, to insights."""

    def __init__(self):
        self.status, self.answer, self.lock = 200, lambda lines: long_lines(lines, 4), threading.Lock()
        self.hanging, self.healed = threading.Event(), threading.Event()  # a status of 0 hangs until healed
        self.asked, self.serials, self.serial = {}, {}, 0  # questions by their hash: how often, and the serials of their answers
        server = self

        class Chat(Handler):
            protocol_version = "HTTP/1.1"

            def reply(self, status, value):
                self.give(status, {}, json.dumps(value).encode())

            def do_GET(self):
                self.reply(200, {"data": [{"id": "scripted"}]})

            def do_POST(self):
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if server.status == 0:
                    server.hanging.set()
                    server.healed.wait()
                    self.close_connection = True
                    return None
                if server.status != 200:
                    return self.reply(server.status, {"error": {"message": "as the test says"}})
                return self.reply(200, server.completion(request["messages"]))

        self.listen(Chat)
        self.url = f"http://{self.host}/v1"

    def __exit__(self, *_):
        self.healed.set()
        super().__exit__()

    def completion(self, messages):
        question = hashlib.sha256(json.dumps(messages).encode()).hexdigest()
        with self.lock:
            self.serial += 1
            serial = f"serial {self.serial}"
            self.asked[question] = self.asked.get(question, 0) + 1
            self.serials.setdefault(question, []).append(serial)
        prompt = messages[1]["content"] if len(messages) > 1 else ""
        insights = self.answer([(int(m[1]), m[3]) for m in LINE.finditer(prompt)])
        if len(messages) > 2:  # a repair: unchanged, what was wrong stays wrong
            wanted = [int(n) for n in re.findall(r"^insight (\d+):", messages[-1]["content"], re.M)]
            insights = [insights[n] for n in wanted]
        content = json.dumps({"insights": insights, "serial": serial})
        return {"choices": [{"finish_reason": "stop", "message": {"role": "assistant", "content": content}}],
                "usage": {"prompt_tokens": sum(len(m["content"]) for m in messages) // 4, "completion_tokens": len(content) // 4}}
