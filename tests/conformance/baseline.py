"""How many cases of each kind passed before: baseline.txt, lines "KIND NUMBER"."""
import sys
from collections import Counter
from pathlib import Path

FILE = Path(__file__).with_name("baseline.txt")
HEAD = "# How many cases of each kind pass; --update of the runners raises the numbers.\n"


def read():
    lines = FILE.read_text().splitlines() if FILE.exists() else []
    return Counter({line.split()[0]: int(line.split()[1]) for line in lines if line and not line.startswith("#")})


def judge(name, passed, total, update=False, compare=True):
    """Prints the counts of each kind and the sum; exit status 1 where fewer pass than the file says."""
    before = read()
    fewer = 0
    for kind in sorted(total):
        lost = max(0, before[kind] - passed[kind]) if compare else 0
        fewer += lost
        print(f"{kind}: {passed[kind]} of {total[kind]}" + (f", {lost} fewer than before" if lost else ""))
    if update:
        best = passed | before  # the higher of each
        FILE.write_text(HEAD + "".join(f"{kind} {best[kind]}\n" for kind in sorted(best)))
    missing = total.total() - passed.total() - fewer
    print(f"{name}: {passed.total()} passed, {fewer} failed, {missing} not there yet")
    sys.exit(1 if fewer else 0)
