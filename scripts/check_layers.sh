#!/bin/sh
# Checks that includes point downward only, as the layers of the README stand on each other.
# Each line of the table: a folder, and the folders (or files) that its sources may include beside it.
set -eu
cd "$(dirname "$0")/.."

# shellcheck disable=SC2046 # names of files, none with blanks
awk '
FNR == NR {
	folder = $1
	order[++layers] = folder
	allowed[folder, folder] = 1
	for (i = 3; i <= NF; i++)
		allowed[folder, $i] = 1
	next
}
FNR == 1 {
	layer = ""
	for (i = 1; i <= layers && layer == ""; i++)
		if (index(FILENAME, order[i] "/") == 1)
			layer = order[i]
	root = FILENAME ~ /(^|_|\/)main\.c$/
	files++
}
/^[ \t]*#[ \t]*include[ \t]*"/ && layer != "" && !root {
	split($0, quoted, "\"")
	path = quoted[2]
	if (path !~ /\//)
		folder = path ~ /^cmdlet\.h$/ ? "cmdlet.h" : layer
	else {
		folder = path
		sub(/\/[^\/]*$/, "", folder)
		if (("shell/" folder, "shell/" folder) in allowed)
			folder = "shell/" folder
		else
			sub(/\/.*/, "", folder)
	}
	if (!((layer, folder) in allowed)) {
		printf "%s:%d: %s may not include \"%s\"\n", FILENAME, FNR, layer, path
		bad++
	}
}
END {
	printf "check_layers: %d files, %d includes that point upward\n", files, bad
	exit bad > 0
}
' - $(find shell cmdlets formatters transport -name '*.[ch]' | sort) <<'END'
shell/base :
shell/object : shell/base
shell/syntax : shell/base shell/object
shell/engine : shell/base shell/object shell/syntax cmdlet.h
shell/provider : shell/base shell/object shell/engine cmdlet.h
shell/completion : shell/base shell/object shell/syntax shell/engine shell/provider cmdlet.h
shell/repl : shell/base shell/object shell/syntax shell/engine shell/completion cmdlet.h
transport : shell/base
formatters : shell/base shell/object
cmdlets : shell/base shell/object shell/syntax shell/engine shell/provider shell/completion formatters transport cmdlet.h
END
