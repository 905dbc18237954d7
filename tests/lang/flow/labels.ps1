:outer foreach ($a in 1..3) { foreach ($b in 1..3) { if ($b -eq 2) { continue outer }; "$a$b" } }
# expect: 11
# expect: 21
# expect: 31

:outer while ($true) { while ($true) { break outer } }
'left both loops'
# expect: left both loops

# the label may be computed
$where = 'outer'
:outer foreach ($a in 1, 2) { foreach ($b in 1, 2) { continue $where }; 'never' }

# continue in a switch goes to its next value, break ends it
switch (1..4) { 2 { continue } 3 { break } default { "value $_" } }
# expect: value 1

# a labelled loop around a switch
:items foreach ($i in 1, 2, 3) { switch ($i) { 2 { continue items } } ; "after switch $i" }
# expect: after switch 1
# expect: after switch 3

# break in a function ends the loop of its caller
function stop-caller { break }
foreach ($i in 1..3) { "round $i"; stop-caller }
# expect: round 1
