"""What tests take from npm, exactly as a package-lock.json says, kept in the build folder between runs."""
import os
import shutil
import subprocess
import sys
import tempfile

SKIP = 77


def skip(why):
    print(f"skipped: {why}")
    sys.exit(SKIP)


def install(folder, name, programs=("node", "npm")):
    """The folder with the modules of `folder`/package-lock.json; ends the test as skipped where they cannot be had."""
    for program in programs:
        if not shutil.which(program):
            skip(f"{program} is not here; apt-get install {' '.join(programs).replace('node ', 'nodejs ')} brings what these checks need")
    modules = os.path.join(os.environ.get("PITH_BUILD", tempfile.gettempdir()), name)
    os.makedirs(modules, exist_ok=True)
    locked, done = os.path.join(modules, "package-lock.json"), os.path.join(modules, "done")
    with open(os.path.join(folder, "package-lock.json"), encoding="utf-8") as file:
        wanted = file.read()
    if os.path.exists(done) and os.path.exists(locked):
        with open(locked, encoding="utf-8") as file:
            if file.read() == wanted:
                return modules
    for part in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(os.path.join(folder, part), modules)
    try:
        npm = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=modules, capture_output=True, text=True, timeout=300, check=False)
    except subprocess.TimeoutExpired:
        skip("npm had not fetched the modules after five minutes")
    if npm.returncode != 0:
        skip(f"npm cannot fetch the modules:\n{npm.stderr[-400:]}")
    open(done, "w", encoding="utf-8").close()
    return modules
