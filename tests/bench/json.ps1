# A report as JSON and back.
$rows = foreach ($i in 1..10000) { @{ identity = "user$i"; items = $i; done = ($i % 2 -eq 0); folders = @('Inbox', 'Sent Items') } }
$text = $rows | ConvertTo-Json -Depth 3
$back = $text | ConvertFrom-Json
"$($back.Count) $($back[9999].folders[1]) $(($back | Where-Object done).Count)"
