# Takes away the batches that read from a server, then the endpoints that lead there: forget.ps1 SERVER
param([string]$Server)

$endpoints = @(Get-MigrationEndpoint | Where-Object RemoteServer -eq $Server)
$names = $endpoints | ForEach-Object { "$($_.Identity)" }
$batches = @(Get-MigrationBatch | Where-Object { "$($_.SourceEndpoint)" -in $names })
$batches | ForEach-Object {
	if ("$($_.Status)" -ne 'Removing') { Remove-MigrationBatch -Identity "$($_.Identity)" -Confirm:$false -ErrorAction Stop }
}
foreach ($batch in $batches) {
	for ($i = 0; $i -lt 300 -and (Get-MigrationBatch -Identity "$($batch.Identity)" -ErrorAction SilentlyContinue); $i++) {
		Start-Sleep -Milliseconds 100
	}
}
$names | ForEach-Object { Remove-MigrationEndpoint -Identity $_ -Confirm:$false -ErrorAction Stop }
