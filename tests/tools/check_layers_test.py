"""tools/check_layers finds what it is for: a forbidden include, a circle, a library used outside its wrapper."""
import os
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
LAYERS = "base:\nlib/json: base\ndomain: base\nstages/feed: base domain lib/json\nstages/brief: base domain\nstore: base domain\n"


def check(files, layers=LAYERS):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {"LAYERS": layers, **files}.items():
            path = os.path.join(folder, "src", name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        run = subprocess.run([os.path.join(ROOT, "tools", "check_layers"), folder], capture_output=True, text=True)
        return run.returncode, run.stdout


class CheckLayers(unittest.TestCase):
    def test_accepts_what_the_table_allows(self):
        self.assertEqual(check({"base/a.h": "", "domain/b.h": '#include "base/a.h"\n'})[0], 0)

    def test_finds_a_forbidden_include(self):
        code, out = check({"store/s.h": "", "stages/feed/f.cpp": '\n#include "store/s.h"\n'})
        self.assertEqual(code, 1)
        self.assertIn("src/stages/feed/f.cpp:2: stages/feed may not include store", out)

    def test_finds_a_stage_that_includes_another(self):
        self.assertEqual(check({"stages/brief/b.h": "", "stages/feed/f.cpp": '#include "stages/brief/b.h"\n'})[0], 1)

    def test_finds_a_circle(self):
        code, out = check({"base/a.h": '#include "domain/b.h"\n', "domain/b.h": '#include "base/a.h"\n'},
                          LAYERS.replace("base:\n", "base: domain\n", 1))
        self.assertEqual(code, 1)
        self.assertIn("circle: base and domain include each other", out)

    def test_finds_a_library_outside_its_wrapper(self):
        code, out = check({"stages/feed/f.cpp": "#include <nlohmann/json.hpp>\n"})
        self.assertEqual(code, 1)
        self.assertIn("<nlohmann/json.hpp> belongs to src/lib/json", out)

    def test_finds_a_library_that_no_folder_is_given(self):
        layers = LAYERS + "lib/yaml: base\n"
        code, out = check({"lib/yaml/y.cpp": "#include <vector>\n#include <sys/socket.h>\n#include <yaml-cpp/yaml.h>\n"}, layers)
        self.assertEqual(code, 0, out)
        code, out = check({"lib/yaml/y.cpp": "#include <rapidyaml/yaml.h>\n"}, layers)
        self.assertEqual(code, 1)
        self.assertIn("src/lib/yaml/y.cpp:1: <rapidyaml/yaml.h> is of a library that OUTSIDE", out)
        for header in ("yaml-cpp/yaml.h", "libswresample/swresample.h"):
            self.assertIn(f"<{header}> belongs to src/lib/", check({"domain/d.cpp": f"#include <{header}>\n"})[1])

    def test_finds_a_folder_without_a_line(self):
        self.assertEqual(check({"extra/e.h": ""})[0], 1)

    def test_holds_for_this_repository(self):
        run = subprocess.run([os.path.join(ROOT, "tools", "check_layers")], capture_output=True, text=True)
        self.assertEqual(run.returncode, 0, run.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=1)
