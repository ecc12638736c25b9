# shellcheck shell=bash disable=SC2034
# Sourced by every script: where things are, how they speak.

project_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cache_root=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/klarsicht
toolchain_file=$project_root/build/toolchain.sh

say() { printf '%s\n' "${0##*/}: $*"; }
warn() { printf '%s\n' "${0##*/}: warning: $*" >&2; }
die() {
  printf '%s\n' "${0##*/}: $*" >&2
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# version_at_least 3.1.70 3.1.69
version_at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$2" ]; }

# The first version number in a text: "emcc (Emscripten …) 3.1.69 (…)" -> 3.1.69
first_version() { grep -oE '[0-9]+(\.[0-9]+)+' | head -n 1; }
