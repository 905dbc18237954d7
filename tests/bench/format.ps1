# Tables and lists as text.
$rows = foreach ($i in 1..6000) { [pscustomobject]@{ Identity = "user$i@contoso.com"; Batch = 'IMAPBatch1'; Status = 'Synced'; Items = $i } }
($rows | Format-Table | Out-String -Width 120).Length
($rows | Format-List | Out-String -Width 120).Length
