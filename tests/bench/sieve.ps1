# Loops, arrays and arithmetic at the top level of a script: primes below 400,000.
$limit = 400000
$composite = [bool[]]::new($limit + 1)
$count = 0
for ($n = 2; $n -le $limit; $n++) {
	if ($composite[$n]) { continue }
	$count++
	for ($m = $n + $n; $m -le $limit; $m += $n) { $composite[$m] = $true }
}
$count
