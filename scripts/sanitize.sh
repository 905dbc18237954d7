#!/bin/sh
# Runs the tests in a build with AddressSanitizer and UndefinedBehaviorSanitizer; the arguments go to ctest.
#   EXOSH_GC_STRESS=1 scripts/sanitize.sh -LE lab    collects garbage at every point where it may be collected
set -eu
cd "$(dirname "$0")/.."
scripts/packages install build test
cmake -S . -B build-sanitize -G Ninja -DCMAKE_BUILD_TYPE=Debug -DEXOSH_SANITIZE=ON -DEXOSH_TESTS=ON >/dev/null
cmake --build build-sanitize
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1:halt_on_error=1}"
exec ctest --test-dir build-sanitize --output-on-failure -j "$(nproc)" "$@"
