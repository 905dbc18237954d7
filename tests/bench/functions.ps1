# Calls of simple functions, with arguments by position and by name.
function Get-Gcd([int]$a, [int]$b) { while ($b -ne 0) { $a, $b = $b, ($a % $b) }; $a }
$sum = 0
foreach ($i in 1..15000) { $sum += Get-Gcd -a $i -b 360 }
$sum
