#!/bin/sh
# Feeds parsers and engine with made-up input (libFuzzer): scripts/fuzz.sh [SECONDS] [NAME ...]
# Each tests/fuzz/fuzz_<name>.c runs for SECONDS (60), with fuzz_<name>.dict where there is one and, for those that read
# scripts, the tests' scripts to begin with. What it learns is kept in build-fuzz/corpus/<name>; an input that breaks
# something is left in build-fuzz/broken.
# A made-up script may do whatever its user may. So everything runs where nothing can be harmed: no network, no other
# processes, and files that can only be read (namespaces: as root, or where users may make them).
set -eu
cd "$(dirname "$0")/.."
scripts/packages install build tools
seconds=${1:-60}
[ $# = 0 ] || shift
cmake -S . -B build-fuzz -G Ninja -DCMAKE_C_COMPILER=clang-14 -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS="-O1 -Wno-error" \
	-DEXOSH_SANITIZE=ON -DEXOSH_FUZZ=ON -DEXOSH_TESTS=OFF >/dev/null
cmake --build build-fuzz
mkdir -p build-fuzz/broken

# Inside: works in a file system in memory, and hands out what it learned as an archive on descriptor 3.
inside='
mount -t tmpfs none /mnt
mkdir /mnt/home /mnt/work /mnt/broken
cp -r "$corpus" /mnt/corpus
mount --bind / / && mount -o remount,ro,bind /
cd /mnt/work
status=0
HOME=/mnt/home EXOSH_HOME=/mnt/home TMPDIR=/mnt/work "$@" -artifact_prefix=/mnt/broken/ /mnt/corpus >&2 || status=$?
tar -C /mnt -cf - corpus broken >&3
exit $status'

as_root=
[ "$(id -u)" = 0 ] || as_root=--map-root-user

run() {
	name=$1
	short=${name#fuzz_}
	corpus=$PWD/build-fuzz/corpus/$short
	export corpus
	mkdir -p "$corpus"
	set -- -max_total_time="$seconds" -print_final_stats=1 -verbosity=0 -timeout=30 -close_fd_mask=1 -rss_limit_mb=6000
	[ "$short" != engine ] || set -- "$@" -max_len=4096 -dict="$PWD/tests/fuzz/fuzz_parser.dict"
	[ ! -f "tests/fuzz/$name.dict" ] || set -- "$@" -dict="$PWD/tests/fuzz/$name.dict"
	case $short in engine | parser) seed "$corpus" ;; esac
	echo "== $name"
	status=0
	ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
		unshare $as_root --mount --pid --net --fork --mount-proc \
		sh -c "$inside" sh "$PWD/build-fuzz/tests/fuzz/$name" "$@" 3>build-fuzz/learned.tar || status=$?
	tar -C build-fuzz/corpus -xf build-fuzz/learned.tar --transform "s,^corpus,$short," corpus
	tar -C build-fuzz -xf build-fuzz/learned.tar broken
	return $status
}

seed() {
	find tests/lang tests/cmdlets/utility -name '*.ps1' | while read -r script; do
		cp "$script" "$1/$(echo "$script" | tr / -)"
	done
}

result=0
for source in tests/fuzz/fuzz_*.c; do
	name=$(basename "$source" .c)
	[ $# = 0 ] || case " $* " in *" ${name#fuzz_} "*) ;; *) continue ;; esac
	run "$name" || result=1
done
exit $result
