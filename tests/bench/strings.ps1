# What scripts do with text: join, split, format, replace, match.
$hits = 0
foreach ($i in 1..40000) {
	$line = '{0:d6};user{1}@contoso.com;{2:N1}' -f $i, ($i % 500), ($i / 3)
	$id, $address, $size = $line -split ';'
	if ($address -match '^user(\d+)@' -and [int]$Matches[1] -gt 400) { $hits++ }
	$null = ($address -replace '@.*', '').ToUpper() + $size.Trim()
}
$hits
