# Shared by ./try, ./test and .ci/run: installs what is missing, says what it does. Sourced, not run.
# install_packages SECTION...  installs the missing Debian packages of tools/packages.txt's sections ("build" is its first).

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

packages_of() {  # the packages of one section, each with the command that does as well, if any
  awk -v want="$1" 'BEGIN { section = "build" } /^#/ || /^$/ { next } /^[a-z]+:$/ { section = substr($0, 1, length($0) - 1); next }
    section == want { print $1, $2 }' tools/packages.txt
}

missing_packages() {
  for section in "$@"; do packages_of "$section"; done | sort -u | while read -r name command; do
    [ -n "$command" ] && command -v "$command" >/dev/null && continue
    dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed || printf '%s ' "$name"
  done
}

install_packages() {
  local missing sudo=""
  missing=$(missing_packages "$@")
  [ -z "$missing" ] && return 0
  command -v apt-get >/dev/null || die "Pith installs its tools with apt-get, which is not here. Install by hand: $missing"
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || die "run this as root or install sudo; missing packages: $missing"
    sudo=sudo
  fi
  say "Installing $(echo "$missing" | wc -w) Debian packages (once)"
  $sudo dpkg --configure -a >/dev/null 2>&1 || true  # an interrupted install goes on
  $sudo apt-get update -qq || die "apt-get update failed; is there a network?"
  # shellcheck disable=SC2086
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >"${TMPDIR:-/tmp}/pith-apt.log" 2>&1 ||
    { tail -20 "${TMPDIR:-/tmp}/pith-apt.log" >&2; die "apt-get could not install: $missing"; }
}

# test_jobs: how many tests run side by side: one more than there are cores, since many wait.
test_jobs() { echo $(($(nproc) + 1)); }

# build_preset PRESET [TARGET...]: configures (quick where nothing changed), then builds with progress.
build_preset() {
  local preset="$1" log="${TMPDIR:-/tmp}/pith-cmake-$1.log"
  shift
  [ -f "build/$preset/build.ninja" ] || rm -f "build/$preset/CMakeCache.txt"  # an interrupted first time starts afresh
  cmake --preset "$preset" >"$log" 2>&1 || { cat "$log" >&2; die "cmake could not configure"; }
  local targets=()
  [ $# -gt 0 ] && targets=(--target "$@")
  cmake --build "build/$preset" "${targets[@]}"
}
