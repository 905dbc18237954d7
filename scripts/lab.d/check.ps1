# What is done of an exercise and what is left: check.ps1 NAME same|different
param([string]$Name, [string]$Mail)

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
		Step 'the batch IMAPBatch1 is removed again' (-not $batches['IMAPBatch1'])
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
