# script blocks see the variables of whoever calls them
function show { "level=$level" }
function outer { $level = 'outer'; show }
$level = 'script'
outer
show
# expect: level=outer
# expect: level=script

# GetNewClosure keeps the values of now
$x = 1
$closure = { "x=$x" }.GetNewClosure()
$x = 2
& $closure
# expect: x=1

# each closure has its own copy
$blocks = foreach ($n in 1..3) { { $n * 10 }.GetNewClosure() }
($blocks | ForEach-Object { & $_ }) -join ','
# expect: 10,20,30

# a counter in a closure's own script scope
function new-counter { $count = 0; { $script:count++; $script:count }.GetNewClosure() }
$next = new-counter
& $next
& $next
# expect: 1
# expect: 2

# dotted blocks assign in the caller's scope, called ones do not
& { $v = 1; . { $v = 2 }; $v }
& { $v = 1; & { $v = 2 }; $v }
# expect: 2
# expect: 1

# a block of ForEach-Object assigns where it stands
1..4 | ForEach-Object { $sum += $_ }
$sum
# expect: 10

$block = { param($a, $b = 5) "$a-$b-$($args.Count)" }
& $block 1
& $block 1 2 3
$block.Invoke(7)
# expect: 1-5-0
# expect: 1-2-1
# expect: 7-5-0
