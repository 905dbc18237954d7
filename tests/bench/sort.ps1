# Sorting, grouping and measuring.
$seed = 1
$rows = foreach ($i in 1..60000) {
	$seed = ($seed * 1103515245 + 12345) % 2147483648
	[pscustomobject]@{ Key = $seed; Name = "n$($seed % 1000)" }
}
$sorted = $rows | Sort-Object Name, Key
$groups = $rows | Group-Object Name
"$($sorted[0].Name) $($groups.Count) $(($rows | Measure-Object Key -Maximum).Maximum)"
