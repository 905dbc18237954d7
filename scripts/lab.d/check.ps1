# What is done of an exercise and what is left: check.ps1 NAME same|different LAB-FOLDER
param([string]$Name, [string]$Mail, [string]$Lab)

$left = 0
function Step([string]$Text, $Done) {
	if ($Done) { "  done   $Text" } else { "  to do  $Text"; $script:left++ }
}

$endpoints = @(Get-MigrationEndpoint | Where-Object RemoteServer -eq 'imap.contoso.com')
$batches = @{}
Get-MigrationBatch | ForEach-Object { $batches["$($_.Identity)"] = $_ }
function Batch([string]$Batch) {
	Step "the batch $Batch exists" $batches[$Batch]
	Step "$Batch is Synced" ("$($batches[$Batch].Status)" -eq 'Synced')
}

switch ($Name) {
	'administrator' {
		Step 'an endpoint leads to imap.contoso.com, port 143, TLS' ($endpoints | Where-Object { $_.Port -eq 143 -and "$($_.Security)" -eq 'Tls' })
		Batch AdminBatch
	}
	'hundred' {
		Step 'an endpoint migrates 10 mailboxes at once' ($endpoints | Where-Object { "$($_.MaxConcurrentMigrations)" -eq '10' })
		Batch Wave1
		Batch Wave2
		Step 'the batches have 100 users' ($batches['Wave1'].TotalCount + $batches['Wave2'].TotalCount -eq 100)
	}
	'slow' {
		Step 'an endpoint migrates 2 mailboxes at once' ($endpoints | Where-Object { "$($_.MaxConcurrentMigrations)" -eq '2' })
		Batch Slow
	}
	'resync' {
		Step 'an endpoint leads to imap.contoso.com' $endpoints.Count
		$begun = (Get-Item "$Lab/exercise").LastWriteTime
		$delivered = (Get-Item "$Lab/delivered" -ErrorAction Ignore).LastWriteTime
		$removed = Get-MigrationBatch -Removed | Where-Object { "$($_.Identity)" -eq 'IMAPBatch1' -and $_.CreationDateTime -gt $begun }
		$batch = $batches['IMAPBatch1'] ?? ($removed | Select-Object -Last 1)
		Step 'the batch IMAPBatch1 exists' $batch
		Step 'IMAPBatch1 is Synced' $batch.LastSyncedDateTime
		Step 'new mail has arrived at the old server (scripts/lab deliver)' $delivered
		Step 'the new mail is synchronized' ($delivered -and $batch.LastSyncedDateTime -gt $delivered -and $Mail -eq 'same')
		Step 'the batch IMAPBatch1 is removed again' ($removed -and -not $batches['IMAPBatch1'])
	}
	default {
		$batch = @{ article = 'IMAPBatch1'; userroot = 'RootBatch'; failing = 'Mixed' }[$Name]
		Step 'an endpoint leads to imap.contoso.com' $endpoints.Count
		Batch $batch
	}
}
Step 'all mail has arrived (scripts/lab compare)' ($Mail -eq 'same')
if ($left) { exit 1 }
'Well done.'
