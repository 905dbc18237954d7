# operands are read from left to right
$x = 1
$x + ($x = 5)
$i = 1
$i + $i++
$i++ + $i
# expect: 6
# expect: 2
# expect: 5

$a, $b, $c = 1, 2
"$a $b $($null -eq $c)"
$a, $b = 1, 2, 3
"$a | $b"
$a, ($b, $c) = 1, (2, 3)
"$a $b $c"
$a, $b = $b, $a
"$a $b"
# expect: 1 2 True
# expect: 1 | 2 3
# expect: 1 2 3
# expect: 2 1

$h = @{}
$h.count1++
$h['n'] += 2
$h.list += 'a'
$h.list += 'b'
$h.late ??= 4
"$($h.count1) $($h.n) $($h.list) $($h.late)"
# expect: 1 2 ab 4

# typed variables convert whatever comes
[int]$number = '5'
$number += '4'
$number
[string[]]$texts = 1, 2
$texts[0].GetType().Name
try { $number = 'x' } catch { $_.Exception.GetType().Name }
[ValidateRange(1, 10)][int]$limited = 5
try { $limited = 11 } catch { $_.Exception.Message }
$limited
# expect: 9
# expect: String
# expect: ArgumentTransformationMetadataException
# expect: The variable cannot be validated because the value 11 is not a valid value for the limited variable.
# expect: 5

# what an assignment takes from a statement
$none = & { }
$null -eq $none
@($none).Count
$many = foreach ($n in 1..3) { $n * 2 }
"$many"
$chosen = if ($false) { 1 } else { 'else' }
$chosen
$tried = try { [int]'x' } catch { 'fallback' }
$tried
# expect: True
# expect: 0
# expect: 2 4 6
# expect: else
# expect: fallback

# an error within $( ) ends only the statement in it
"a$([int]'5')b"
# expect: a5b
