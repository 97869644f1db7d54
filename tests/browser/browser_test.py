"""The pages in Debian's Chromium: a real home over the demo world, served by a real pith; node runs the checks beside this file.

What they need comes from npm, exactly as package-lock.json says, into the build folder. Without Chromium, Node or npm's registry
this test is skipped and says so."""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading

from world import Audio, World

from served_home import held_port

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
from npm_modules import install  # noqa: E402

PITH = os.environ["PITH_BINARY"]


class Home:
    def __init__(self, folder, world):
        self.folder, self.world = folder, world
        with open(os.path.join(folder, "pith.toml"), "w", encoding="utf-8") as file:
            file.write(f'[feeds]\nallow_private = ["{world.host}"]\n[reader]\nemail = "ann@example.org"\nzone = "UTC"\n[web]\nlisten = "127.0.0.1:0"\n')

    def pith(self, *words):
        done = subprocess.run([PITH, *words, "--home", self.folder, "--now", self.world.now()], check=True, capture_output=True, text=True, timeout=120)
        return done.stdout

    def live(self, days):
        for day in range(1, days + 1):
            self.world.day = day
            self.pith("scan")
            self.pith("brief")

    def serve(self, *words):
        """The process and its address."""
        process = subprocess.Popen([PITH, "serve", "--home", self.folder, "--now", self.world.now(), *words], stdout=subprocess.PIPE, text=True)
        while line := process.stdout.readline():
            if " at http://" in line:
                threading.Thread(target=process.stdout.read, daemon=True).start()
                return process, line.split(" at ")[1].split()[0].rstrip("/")
        sys.exit("pith serve ended before it served")

    def serve_readers(self):
        """The same as a public site under this machine's name; and the link that lets its owner in."""
        address = f"127.0.0.1:{held_port()}"
        process, base = self.serve("--public", f"http://{address}", "--listen", address)
        return process, base, self.pith("owner", "boss@example.org", "--public", base).split()[-1]

    def ask(self, sql, *values):
        with sqlite3.connect(os.path.join(self.folder, "pith.db")) as db:
            return db.execute(sql, values).fetchall()


def subjects(home):
    """Addresses of what the checks look at."""
    def episode(title):
        return home.ask("SELECT id FROM episodes WHERE title LIKE ?", f"{title}%")[0][0]

    def insight(of):
        return home.ask("SELECT id FROM insights WHERE episode_id = ? AND replaced_by = '' ORDER BY score DESC, id", of)[0][0]
    shown = episode("Why big effects")
    silent = home.ask("SELECT episode_id FROM insights JOIN shows ON shows.id = show_id WHERE slug = 'slow-pulse'")[0][0]
    # Ids follow from the feeds' ports: of what was sent, not what is hidden below.
    sent, other = [row[0] for row in home.ask("SELECT insight_id FROM sent JOIN insights ON insights.id = insight_id JOIN shows ON shows.id = show_id "
                                              "WHERE slug != 'load-following' ORDER BY insight_id")[:2]]
    home.ask("UPDATE insights SET replaced_by = ? WHERE id = ?", other, sent)
    hidden = home.ask("SELECT id FROM insights WHERE show_id = (SELECT id FROM shows WHERE slug = 'load-following')")[0][0]
    home.ask("UPDATE shows SET hidden = 1 WHERE slug = 'load-following'")
    speaker = home.ask("SELECT key FROM appearances WHERE source = 'talk' AND key != '' AND show_id = (SELECT show_id FROM episodes WHERE id = ?)", shown)[0][0]
    topic = home.ask("SELECT topic FROM insight_topics WHERE insight_id = ?", insight(shown)) or home.ask("SELECT topic FROM insight_topics")
    return {"episode": f"/episodes/{shown}", "insight": f"/insights/{insight(shown)}", "silentInsight": f"/insights/{insight(silent)}",
            "silentEpisode": f"/episodes/{silent}", "replaced": f"/insights/{sent}", "hiddenInsight": f"/insights/{hidden}",
            "hebrew": f"/episodes/{episode('שלום')}", "long": f"/episodes/{episode('Everything that')}", "waits": f"/episodes/{episode('Nobody has')}", "marathon": f"/episodes/{episode('The longest')}",
            "person": f"/people/{speaker}", "topic": f"/topics/{topic[0][0]}", "show": "/shows/small-wonders", "edges": "/shows/edge-cases"}


def main():
    modules = install(HERE, "browser", ("chromium", "node", "npm"))
    with Audio() as audio, World(audio) as world, tempfile.TemporaryDirectory() as full, tempfile.TemporaryDirectory() as empty, \
            tempfile.TemporaryDirectory() as public:
        home, fresh = Home(full, world), Home(empty, world)
        for feed in world.feeds():
            home.pith("add", feed)
        home.live(4)
        home.pith("hook", "add", "https://receiver.example/services/" + "T0" * 40, "--words", "heat pumps, teams")
        shutil.copytree(full, public, dirs_exist_ok=True)
        addresses = subjects(home)
        served = [home.serve(), fresh.serve(), Home(public, world).serve_readers()]
        (_, base), (_, fresh_base), (_, readers_base, owner) = served
        environment = os.environ | {"PITH_MODULES": modules, "PITH_URL": base, "PITH_FRESH": fresh_base, "PITH_PAGES": json.dumps(addresses),
                                    "PITH_AUDIO": audio.base, "PITH_FRESH_HOME": empty, "PITH_FEED": world.feeds()[0], "PITH_NOW": world.now(),
                                    "PITH_READERS_URL": readers_base, "PITH_READERS_HOME": public, "PITH_OWNER": owner,
                                    "PITH_SHOTS": os.environ.get("PITH_SHOTS", "")}
        try:
            tests = [os.path.join(HERE, name) for name in sorted(os.listdir(HERE)) if name.endswith(".test.mjs")]
            code = subprocess.run(["node", "--test", "--test-reporter=spec", *tests], env=environment, check=False).returncode
        finally:
            for process, *_ in served:
                process.terminate()
                process.wait()
    sys.exit(code)


if __name__ == "__main__":
    main()
