# Objects with properties: made, filtered, changed.
$users = foreach ($i in 1..50000) { [pscustomobject]@{ Identity = "user$i@contoso.com"; Items = $i % 977; Status = 'Synced' } }
$busy = @($users | Where-Object { $_.Items -gt 900 })
foreach ($user in $busy) { $user.Status = 'Syncing' }
"$($busy.Count) $(($users | Where-Object Status -eq 'Syncing').Count)"
