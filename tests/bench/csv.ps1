# A migration's CSV file, written and read back.
$rows = foreach ($i in 1..30000) { [pscustomobject]@{ EmailAddress = "user$i@contoso.edu"; UserName = "user.$i"; Password = "p,w`"$i" } }
$rows | Export-Csv rows.csv -NoTypeInformation
$back = Import-Csv rows.csv
"$($back.Count) $($back[29999].Password)"
