#!/bin/sh
# Tells which lines the tests reach: scripts/coverage.sh [ctest arguments]; the page is build-coverage/coverage.html.
set -eu
cd "$(dirname "$0")/.."
scripts/packages install build test lab tools
cmake -S . -B build-coverage -G Ninja -DCMAKE_BUILD_TYPE=Debug -DEXOSH_TESTS=ON -DCMAKE_C_FLAGS=--coverage >/dev/null
cmake --build build-coverage
find build-coverage -name '*.gcda' -delete
ctest --test-dir build-coverage -j "$(nproc)" "$@" || echo "coverage: some tests failed; counting all the same"
gcovr --root . build-coverage --exclude tests --exclude build-coverage --print-summary \
	--html-details build-coverage/coverage.html --gcov-ignore-errors=no_working_dir_found 2>/dev/null | tail -n 4
