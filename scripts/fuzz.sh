#!/bin/sh
# Feeds the parsers with made-up input (libFuzzer): scripts/fuzz.sh [SECONDS] [NAME ...]
# Each tests/fuzz/fuzz_<name>.c runs for SECONDS (60), with fuzz_<name>.dict where there is one. What it learns is kept
# in build-fuzz/corpus/<name>; an input that breaks something is left in build-fuzz as crash-*.
set -eu
cd "$(dirname "$0")/.."
scripts/packages install build tools
seconds=${1:-60}
[ $# = 0 ] || shift
cmake -S . -B build-fuzz -G Ninja -DCMAKE_C_COMPILER=clang-14 -DCMAKE_BUILD_TYPE=Debug -DEXOSH_TESTS=OFF \
	-DCMAKE_C_FLAGS="-O1 -fsanitize=fuzzer-no-link,address,undefined -Wno-error" \
	-DCMAKE_EXE_LINKER_FLAGS="-fsanitize=address,undefined" >/dev/null
cmake --build build-fuzz
libraries=$(pkg-config --libs libcurl openssl libxml-2.0 sqlite3 libpcre2-8 icu-uc icu-i18n zlib libuv readline)
for source in tests/fuzz/fuzz_*.c; do
	name=$(basename "$source" .c)
	short=${name#fuzz_}
	[ $# = 0 ] || case " $* " in *" $short "*) ;; *) continue ;; esac
	# shellcheck disable=SC2086 # a list of options
	clang-14 -g -O1 -D_GNU_SOURCE -fsanitize=fuzzer,address,undefined -I. -Ishell "$source" -o "build-fuzz/$name" \
		-Wl,--start-group build-fuzz/libexosh_*.a -Wl,--end-group $libraries -lgmp -lm -lpthread
	mkdir -p "build-fuzz/corpus/$short"
	dictionary=
	[ ! -f "tests/fuzz/$name.dict" ] || dictionary=-dict=tests/fuzz/$name.dict
	echo "== $name"
	"build-fuzz/$name" -max_total_time="$seconds" -artifact_prefix=build-fuzz/ -print_final_stats=1 -verbosity=0 \
		${dictionary:+"$dictionary"} "build-fuzz/corpus/$short"
done
