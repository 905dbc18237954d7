#include "cmdlets/psreadline/key.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const struct editing_function editing_functions[] = {
	{"AcceptLine", "accept-line", "Enter",
	 "Runs the line, or goes on where it is not complete"},
	{"BackwardChar", "backward-char", "LeftArrow", "One character to the left"},
	{"BackwardDeleteChar", "backward-delete-char", "Backspace", "Deletes to the left"},
	{"BackwardDeleteInput", "unix-line-discard", "Ctrl+u", "Deletes to the line's start"},
	{"BackwardDeleteLine", "unix-line-discard", NULL, "Deletes to the line's start"},
	{"BackwardKillInput", "unix-line-discard", NULL, "Cuts to the line's start"},
	{"BackwardKillLine", "backward-kill-line", NULL, "Cuts to the line's start"},
	{"BackwardKillWord", "backward-kill-word", "Alt+Backspace", "Cuts to the word's start"},
	{"BackwardWord", "backward-word", "Alt+b", "One word to the left"},
	{"BeginningOfHistory", "beginning-of-history", "Alt+<", "The oldest line"},
	{"BeginningOfLine", "beginning-of-line", "Ctrl+a", "To the line's start"},
	{"CapitalizeWord", "capitalize-word", "Alt+c", "Makes the word's first letter a capital"},
	{"ClearScreen", "clear-screen", "Ctrl+l", "Clears the screen and keeps the line"},
	{"Complete", "complete", "Tab", "Completes what stands before the cursor"},
	{"DeleteChar", "delete-char", "Delete", "Deletes under the cursor"},
	{"DeleteCharOrExit", "delete-char", "Ctrl+d", "Deletes, or leaves at an empty line"},
	{"DowncaseWord", "downcase-word", "Alt+l", "Makes the word small"},
	{"EndOfHistory", "end-of-history", "Alt+>", "The line that was begun"},
	{"EndOfLine", "end-of-line", "Ctrl+e", "To the line's end"},
	{"ExchangePointAndMark", "exchange-point-and-mark", "Ctrl+x,Ctrl+x", "To the mark"},
	{"ForwardChar", "forward-char", "RightArrow", "One character to the right"},
	{"ForwardDeleteInput", "kill-line", NULL, "Deletes to the line's end"},
	{"ForwardDeleteLine", "kill-line", NULL, "Deletes to the line's end"},
	{"ForwardSearchHistory", "forward-search-history", "Ctrl+s", "Searches newer lines"},
	{"ForwardWord", "forward-word", "Alt+f", "One word to the right"},
	{"HistorySearchBackward", "history-search-backward", NULL, "Older lines that start so"},
	{"HistorySearchForward", "history-search-forward", NULL, "Newer lines that start so"},
	{"KillLine", "kill-line", "Ctrl+k", "Cuts to the line's end"},
	{"KillRegion", "kill-region", NULL, "Cuts between mark and cursor"},
	{"KillWord", "kill-word", "Alt+d", "Cuts to the word's end"},
	{"MenuComplete", "menu-complete", NULL, "Completes with one possibility after the other"},
	{"NextHistory", "next-history", "DownArrow", "The newer line"},
	{"NextWord", "forward-word", NULL, "One word to the right"},
	{"PossibleCompletions", "possible-completions", "Alt+=", "Lists what could stand here"},
	{"PreviousHistory", "previous-history", "UpArrow", "The older line"},
	{"ReverseSearchHistory", "reverse-search-history", "Ctrl+r", "Searches older lines"},
	{"RevertLine", "revert-line", NULL, "The line as it was"},
	{"SelfInsert", "self-insert", NULL, "Writes the key's character"},
	{"SetMark", "set-mark", NULL, "Sets the mark"},
	{"ShellBackwardWord", "backward-word", NULL, "One word to the left"},
	{"ShellForwardWord", "forward-word", NULL, "One word to the right"},
	{"SwapCharacters", "transpose-chars", "Ctrl+t", "Exchanges two characters"},
	{"TabCompleteNext", "menu-complete", NULL, "Completes with the next possibility"},
	{"TabCompletePrevious", "menu-complete-backward", NULL, "Completes with the one before"},
	{"Undo", "undo", "Ctrl+_", "Takes the last change back"},
	{"UnixWordRubout", "unix-word-rubout", "Ctrl+w", "Cuts to the blank before the cursor"},
	{"UpcaseWord", "upcase-word", "Alt+u", "Makes the word all capitals"},
	{"ViCommandMode", "vi-movement-mode", NULL, "Vi's command mode"},
	{"Yank", "yank", "Ctrl+y", "Pastes what was cut"},
	{"YankLastArg", "yank-last-arg", "Alt+.", "The last argument of the line before"},
	{"YankNthArg", "yank-nth-arg", "Alt+Ctrl+y", "The first argument of the line before"},
	{"YankPop", "yank-pop", "Alt+y", "Pastes what was cut earlier"},
	{NULL, NULL, NULL, NULL},
};

const struct editing_function *editing_function_find(const char *name)
{
	for (const struct editing_function *f = editing_functions; f->name; f++)
		if (!strcasecmp(f->name, name))
			return f;
	return NULL;
}

/* What terminals send: `code` is the number or the letter of a CSI sequence (ECMA-48), `text` anything else. */
static const struct named_key {
	const char *name, *text, *code;
} named_keys[] = {
	{"UpArrow", NULL, "A"},    {"DownArrow", NULL, "B"},
	{"RightArrow", NULL, "C"}, {"LeftArrow", NULL, "D"},
	{"Home", NULL, "H"},       {"End", NULL, "F"},
	{"Insert", NULL, "2~"},    {"Delete", NULL, "3~"},
	{"PageUp", NULL, "5~"},    {"PageDown", NULL, "6~"},
	{"F1", NULL, "P"},         {"F2", NULL, "Q"},
	{"F3", NULL, "R"},         {"F4", NULL, "S"},
	{"F5", NULL, "15~"},       {"F6", NULL, "17~"},
	{"F7", NULL, "18~"},       {"F8", NULL, "19~"},
	{"F9", NULL, "20~"},       {"F10", NULL, "21~"},
	{"F11", NULL, "23~"},      {"F12", NULL, "24~"},
	{"Tab", "\\t", NULL},      {"Enter", "\\r", NULL},
	{"Escape", "\\e", NULL},   {"Spacebar", " ", NULL},
	{"Space", " ", NULL},      {"Backspace", "\\C-?", NULL},
};

/* xterm's modifiers: 1 and 1 for Shift, 2 for Alt, 4 for Ctrl. */
static void add_code(const struct named_key *key, int modifiers, struct strbuf *out)
{
	bool letter = isupper((unsigned char)key->code[0]);
	if (modifiers == 0 && letter)
		strbuf_addf(out, key->name[0] == 'F' ? "\\eO%s" : "\\e[%s", key->code);
	else if (modifiers == 0)
		strbuf_addf(out, "\\e[%s", key->code);
	else if (letter)
		strbuf_addf(out, "\\e[1;%d%s", modifiers + 1, key->code);
	else
		strbuf_addf(out, "\\e[%d;%d~", atoi(key->code), modifiers + 1);
}

static bool add_named(const char *name, int modifiers, struct strbuf *out)
{
	for (size_t i = 0; i < countof(named_keys); i++) {
		const struct named_key *key = &named_keys[i];
		if (strcasecmp(key->name, name) != 0)
			continue;
		if (key->code) {
			add_code(key, modifiers, out);
		} else if (modifiers == 1 && !strcasecmp(name, "Tab")) {
			strbuf_adds(out, "\\e[Z");
		} else {
			strbuf_addf(out, "%s%s", modifiers & 2 ? "\\e" : "", key->text);
		}
		return true;
	}
	return false;
}

static int modifier(const char *name, size_t length)
{
	static const char *const names[] = {"Shift", "Alt", "Ctrl"};
	for (int i = 0; i < 3; i++)
		if (strlen(names[i]) == length && !strncasecmp(names[i], name, length))
			return 1 << i;
	return 0;
}

static bool add_key(const char *key, struct strbuf *out)
{
	int modifiers = 0;
	const char *plus;
	while ((plus = strchr(key, '+')) && plus != key) {
		int bit = modifier(key, (size_t)(plus - key));
		if (!bit)
			return false;
		modifiers |= bit;
		key = plus + 1;
	}
	if (add_named(key, modifiers, out))
		return true;
	if (key[0] == '\0' || (key[1] != '\0' && (unsigned char)key[0] < 0x80))
		return false;
	if (modifiers & 2)
		strbuf_adds(out, "\\e");
	if (modifiers & 4)
		strbuf_addf(out, "\\C-%c", tolower((unsigned char)key[0]));
	else
		strbuf_addf(out, "%s%s", strchr("\\\"", key[0]) ? "\\" : "", key);
	return true;
}

bool key_sequence(const char *chord, struct strbuf *out)
{
	if (!strcmp(chord, ","))
		return add_key(chord, out);
	char *keys = xstrdup(chord), *rest = keys, *key;
	bool known = true;
	while (known && (key = strsep(&rest, ",")))
		known = add_key(key, out);
	free(keys);
	return known;
}
