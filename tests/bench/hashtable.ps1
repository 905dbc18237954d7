# Counting words with a hashtable.
$words = 'alpha', 'beta', 'Gamma', 'delta', 'ALPHA', 'epsilon', 'gamma'
$counts = @{}
for ($i = 0; $i -lt 300000; $i++) { $counts[$words[$i % 7] + ($i % 100)]++ }
"$($counts.Count) $($counts['alpha5']) $($counts['GAMMA50'])"
