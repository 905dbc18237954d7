# Transcripts hold what is shown: objects, host lines, warnings, errors, output of programs; not what came before or after.
Write-Host before # expect: before
(Start-Transcript one.txt -UseMinimalHeader).Path # expect: one.txt
Write-Host shown # expect: shown
'an object' # expect: an object
[pscustomobject]@{ A = 1 } | Format-Table -HideTableHeaders | Out-String -Stream | Where-Object { $_ } # expect: 1
/bin/echo from a program # expect: from a program
Write-Warning careful # expect: WARNING: careful
(Start-Transcript two.txt).Path # expect: two.txt
'in both' # expect: in both
(Stop-Transcript).Path -replace '.*/' # expect: two.txt
Stop-Transcript | Split-Path -Leaf # expect: one.txt
$lines = Get-Content one.txt
$lines[0, 1, 3] -join '|' # expect: **********************|PowerShell transcript start|**********************
$lines[2] -match '^Start time: \d{14}$' # expect: True
$lines[4..($lines.Count - 5)] -join '|' # expect: one.txt|shown|an object|1|from a program|WARNING: careful|two.txt|in both|two.txt
$lines[-3] # expect: PowerShell transcript end
$two = Get-Content two.txt -Raw
$two -match 'Username: .*\\.*\nRunAs User: .*\\.*\nConfiguration Name: \nMachine: .* \(Unix .*\)\nHost Application: .*\nProcess ID: \d+\nPSVersion: 7' # expect: True
$two -match 'in both' # expect: True
$two -match 'careful' # expect: False
(Get-Item one.txt).UnixMode # expect: -rw-------
function failure([scriptblock] $block) { try { & $block } catch { "$($_.FullyQualifiedErrorId.Split(',')[0]): $_".Replace("$PWD/", '') } }
failure { Stop-Transcript } # expect: InvalidOperation: An error occurred stopping transcription: The host is not currently transcribing.
failure { Start-Transcript one.txt -NoClobber } # expect: CannotStartTranscription: Transcription cannot be started due to the error: File one.txt already exists and NoClobber was specified.
failure { Start-Transcript no/such.txt } # expect: CannotStartTranscription: Transcription cannot be started due to the error: Could not find a part of the path 'no/such.txt'.
Set-ItemProperty one.txt IsReadOnly $true
failure { Start-Transcript one.txt } # expect: CannotStartTranscription: Transcription cannot be started due to the error: File one.txt is read-only. Cannot write to this file. "Start-Transcript -Force" will clear the read-only attribute.
Start-Transcript one.txt -Append -Force -IncludeInvocationHeader | Out-Null
Stop-Transcript | Out-Null
(Select-String -Path one.txt -Pattern 'transcript start').Count # expect: 2
Start-Transcript -OutputDirectory . | Out-Null
(Get-ChildItem PowerShell_transcript.*.txt).Count # expect: 1
Stop-Transcript | Out-Null
