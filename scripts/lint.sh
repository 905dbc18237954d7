#!/bin/sh
# Reads the code with clang-tidy and the scripts with shellcheck (where it is installed): scripts/lint.sh [FILE.c ...]
set -eu
cd "$(dirname "$0")/.."
scripts/packages install build tools
cmake -S . -B build-lint -G Ninja -DCMAKE_C_COMPILER=clang-14 -DCMAKE_BUILD_TYPE=Debug >/dev/null
ninja -C build-lint -t targets all | sed -n 's/^\(generated\/[^:]*\):.*/\1/p' | xargs -r ninja -C build-lint >/dev/null
# shellcheck disable=SC2046 # names of files, none with blanks
[ $# -gt 0 ] || set -- $(git ls-files 'shell/*.c' 'cmdlets/*.c' 'formatters/*.c' 'transport/*.c')
printf '%s\n' "$@" | xargs -P "$(nproc)" -n 8 clang-tidy-14 --quiet -p build-lint --warnings-as-errors='*' \
	--checks='-*,bugprone-*,clang-analyzer-*,-bugprone-easily-swappable-parameters,-bugprone-reserved-identifier,-bugprone-narrowing-conversions,-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling'
if command -v shellcheck >/dev/null; then
	shellcheck scripts/*.sh scripts/build scripts/lab scripts/packages scripts/quickstart scripts/test scripts/bench
fi
