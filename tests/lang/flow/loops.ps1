for ($i = 0; $i -lt 3; $i++) { "for $i" }
foreach ($item in 'x', 'y') { "each $item" }
$i = 3; while ($i) { $i--; if ($i -eq 1) { continue }; "while $i" }
do { "once" } until ($true)
:outer foreach ($a in 1..3) { foreach ($b in 1..3) { if ($b -eq 2) { continue outer }; if ($a -eq 3) { break outer }; "$a$b" } }
$values = foreach ($n in 1..3) { $n * $n }
"$values"

# expect: for 0
# expect: for 1
# expect: for 2
# expect: each x
# expect: each y
# expect: while 2
# expect: while 0
# expect: once
# expect: 11
# expect: 21
# expect: 1 4 9
