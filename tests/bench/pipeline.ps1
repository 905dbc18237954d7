# A record's way through several stages.
$total = 0
1..200000 | Where-Object { $_ % 3 } | ForEach-Object { $_ -bxor 5 } | ForEach-Object { $total += $_ }
$total
