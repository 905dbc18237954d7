#!/bin/sh
# Formats every C file as .clang-format says; with --check it only tells which are not.
set -eu
cd "$(dirname "$0")/.."
command -v clang-format-14 >/dev/null || scripts/packages install tools
mode=-i
[ "${1:-}" != --check ] || mode="--dry-run --Werror"
# shellcheck disable=SC2086 # mode may be two words
git ls-files '*.c' '*.h' | xargs clang-format-14 $mode
