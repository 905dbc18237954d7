# shellcheck shell=sh disable=SC2154 # what scripts/lab has set
# The lab's exercises; part of scripts/lab. Each is a text, exercises/<name>.txt, whose first line is its title, a way to
# set it up here, and a list of what has to be done in check.ps1.

# A line to the server as from far away: slow_link KILOBYTES-PER-SECOND MILLISECONDS
slow_link() {
	read -r imap imaps <"$lab/ports"
	: >"$lab/slow.ports"
	python3 "$files/slow_link.py" "$imap" "$imaps" "$@" >"$lab/slow.ports" 2>/dev/null </dev/null &
	say $! >"$lab/slow.pid"
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		[ ! -s "$lab/slow.ports" ] || break
		sleep 0.2
	done
	read -r slow slows <"$lab/slow.ports" || fail "the slow line did not start"
	map_ports "$slow" "$slows"
}

stop_slow_link() {
	[ -f "$lab/slow.pid" ] || return 0
	pid=$(cat "$lab/slow.pid")
	if grep -qa slow_link "/proc/$pid/cmdline" 2>/dev/null; then
		kill "$pid"
	fi
	rm -f "$lab/slow.pid"
}

deliver() {
	server_pid >/dev/null || fail "the lab is stopped; scripts/lab start starts it"
	python3 "$files/make_mail.py" "$(readlink -f "$lab")/mail" deliver
	give "$lab/mail/"
	: >"$lab/delivered"
	say "8 new messages arrived for each of the three users."
}

# The CSV of the hundred users, whose mailboxes at the new place are made too.
make_hundred() {
	python3 "$files/make_mail.py" "$(readlink -f "$lab")/mail" hundred
	{
		printf 'EmailAddress,UserName,Password\r\n'
		sed -n 's/^\(user[0-9]*\):\([^:]*\):.*/\1@contoso.edu,\1,\2\r/p' "$lab/mail/accounts"
	} >"$desktop/IMAPmigration_Hundred.csv"
	sed -n 's/^\(user[0-9]*\):.*/\1@contoso.edu/p' "$lab/mail/accounts" | while read -r address; do
		mkdir -p "$EXOSH_HOME/mailboxes/$address/cur" "$EXOSH_HOME/mailboxes/$address/new" \
			"$EXOSH_HOME/mailboxes/$address/tmp"
	done
	stop >/dev/null
	start >/dev/null
}

set_up() {
	case $1 in
	failing)
		sed 's/ann.beebe,2111991/ann.beebe,2111919/; s/^paulc@contoso.edu,paul.cannon/paulc@contoso.edu,paul.canon/' \
			"$files/desktop/IMAPmigration_1.csv" >"$desktop/IMAPmigration_Failing.csv" ;;
	slow)
		slow_link 4096 40 ;;
	hundred)
		make_hundred ;;
	esac
}

exercise() {
	if [ $# = 0 ]; then
		for text in "$files"/exercises/*.txt; do
			name=${text##*/}
			printf '  %-14s %s\n' "${name%.txt}" "$(head -n 1 "$text")"
		done
		return
	fi
	[ -f "$files/exercises/$1.txt" ] || fail "there is no exercise $1; scripts/lab exercise lists them"
	reset
	set_up "$1"
	say "$1" >"$lab/exercise"
	say
	cat "$files/exercises/$1.txt"
}

check() {
	[ -f "$lab/exercise" ] || fail "no exercise is set up; scripts/lab exercise lists them"
	name=$(cat "$lab/exercise")
	csv=$desktop/IMAPmigration_1.csv
	[ "$name" != hundred ] || csv=$desktop/IMAPmigration_Hundred.csv
	mail=same
	python3 "$files/compare.py" "$csv" >"$lab/compare.txt" 2>&1 || mail=different
	head -n 1 "$files/exercises/$name.txt"
	exosh -File "$files/check.ps1" "$name" "$mail" "$lab"
}
