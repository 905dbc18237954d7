$x = 'script'
function Read-It { $x }
function Change-It { $x = 'local'; Read-It }
Read-It
Change-It
$x
function Change-Script { $script:x = 'changed' }
Change-Script
$x
& { $x = 'block' }
$x
. { $x = 'dotted' }
$x
$add = { param($a, $b) $a + $b }
& $add 2 3
$n = 5; $closure = { $n }.GetNewClosure(); $n = 6
& $closure

# expect: script
# expect: local
# expect: script
# expect: changed
# expect: changed
# expect: dotted
# expect: 5
# expect: 5
