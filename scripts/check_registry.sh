#!/bin/sh
# Checks that every cmdlet is in its module's table: cmdlets/<module>/<verb>_<noun>.c defines cmdlet_<verb>_<noun>
# and cmdlets/<module>/module.c names it; and that no table names a cmdlet that has no file.
set -eu
cd "$(dirname "$0")/.."

bad=0
count=0
complain() {
	echo "$*"
	bad=$((bad + 1))
}

for folder in cmdlets/*/; do
	folder=${folder%/}
	[ -f "$folder/module.c" ] || continue
	defined=$(grep -ho '^const struct cmdlet cmdlet_[a-z0-9_]*' "$folder"/*.c | sed 's/.* //' | sort -u)
	listed=$(grep -o '&cmdlet_[a-z0-9_]*' "$folder/module.c" | sed 's/&//' | sort -u)
	for name in $defined; do
		count=$((count + 1))
		echo "$listed" | grep -qx "$name" || complain "$folder/module.c does not list $name"
		# Where cmdlet.h has a function of that name, "_command" is added: cmdlet_write_error_command.
		file=${name#cmdlet_}
		[ -f "$folder/$file.c" ] || [ -f "$folder/${file%_command}.c" ] ||
			complain "$name is not in a file of its name, $folder/$file.c"
	done
	for name in $listed; do
		echo "$defined" | grep -qx "$name" || complain "$folder/module.c lists $name, which $folder does not define"
	done
done
echo "check_registry: $count cmdlets, $bad complaints"
[ $bad = 0 ]
