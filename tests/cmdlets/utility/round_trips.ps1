# What is written is read back the same.
$rows = [pscustomobject]@{ Name = 'a,"b"'; Note = "two`nlines"; Size = 5 }, [pscustomobject]@{ Name = 'ünï'; Note = $null; Size = -1.5 }
$file = New-TemporaryFile
$rows | Export-Csv $file
$back = @(Import-Csv $file)
$back.Count # expect: 2
$back[0].Name # expect: a,"b"
$back[0].Note.Length # expect: 9
$back[1].Name # expect: ünï
"[$($back[1].Note)] $($back[1].Size)" # expect: [] -1.5
($rows | ConvertTo-Json | ConvertFrom-Json | ConvertTo-Json) -eq ($rows | ConvertTo-Json) # expect: True
$rows | Export-Clixml $file
$again = Import-Clixml $file
$again[1].Size.GetType().Name # expect: Double
$again[0].Note -eq $rows[0].Note # expect: True
Remove-Item $file
'b', 'a', 'B' | Sort-Object -Unique # expect: a
# expect: b
1..5 | Measure-Object -Sum -Average | ForEach-Object { "$($_.Sum) $($_.Average)" } # expect: 15 3
($rows | Format-Table Size -HideTableHeaders | Out-String).Trim() -replace '\s+', ' ' # expect: 5 -1.500
