# Wrong values of a batch's parameters are refused before anything happens, and the error says what is taken.
New-MigrationEndpoint -IMAP -Name Old -RemoteServer imap.example.invalid -Port 993 -Security Ssl -SkipVerification | Out-Null
$csv = [Text.Encoding]::UTF8.GetBytes("EmailAddress,UserName,Password`nann@contoso.com,ann,x")
$batch = @{ Name = 'Wave1'; SourceEndpoint = 'Old'; CSVData = $csv }
try { New-MigrationBatch @batch -TimeZone 'Mars' } catch { "$_" }
# expect: The value "Mars" of -TimeZone isn't valid: it takes the name of a time zone, such as "Pacific Standard Time" or "Europe/Berlin"; [TimeZoneInfo]::GetSystemTimeZones() lists them.
try { New-MigrationBatch @batch -NotificationEmails it@contoso.com, boss -WhatIf } catch { "$_" }
# expect: The value "boss" of -NotificationEmails isn't valid: it takes e-mail addresses such as it@contoso.com.
try { New-MigrationBatch @batch -ReportInterval 0 } catch { "$_" }
# expect: The value "00:00:00" of -ReportInterval isn't valid: it takes a time above 0, such as 1.00:00:00.
try { New-MigrationBatch @batch -StartAfter soon } catch { "$_".Split('.')[0] } # expect: Cannot bind parameter 'StartAfter'
try { New-MigrationBatch @batch -CSVData 'text' } catch { $_.FullyQualifiedErrorId }
# expect: CannotConvertArgumentNoMessage,Microsoft.Exchange.Management.Migration.NewMigrationBatch
@(Get-MigrationBatch).Count # expect: 0
New-MigrationBatch @batch -TimeZone 'Pacific Standard Time' -NotificationEmails it@contoso.com -ReportInterval 6:0:0 | ForEach-Object { "$($_.Identity)" } # expect: Wave1
try { Set-MigrationBatch Wave1 -NotificationEmails '@' } catch { $_.FullyQualifiedErrorId }
# expect: InvalidParameterValue,Microsoft.Exchange.Management.Migration.SetMigrationBatch
Set-MigrationBatch Wave1 -NotificationEmails boss@contoso.com
"$((Get-MigrationBatch Wave1).NotificationEmails)" # expect: boss@contoso.com
# A time without a zone is UTC, whatever the zone of this machine; one with an offset is what it says.
Set-MigrationBatch Wave1 -StartAfter '11/30/2026 9:00PM'
(Get-MigrationBatch Wave1).StartAfterUTC.ToString('s') # expect: 2026-11-30T21:00:00
Set-MigrationBatch Wave1 -StartAfter '11/30/2026 9:00PM -0700'
(Get-MigrationBatch Wave1).StartAfterUTC.ToString('s') # expect: 2026-12-01T04:00:00
Set-MigrationBatch Wave1 -StartAfter ([datetime]'11/30/2026 9:00PM').ToLocalTime()
(Get-MigrationBatch Wave1).StartAfterUTC.ToString('s') # expect: 2026-11-30T21:00:00
# What does something else here than in the cloud, or nothing, is said.
Set-MigrationBatch Wave1 -SkipMerging InitialSync 3>&1 | ForEach-Object { "$_" }
# expect: -SkipMerging: IMAP batches have no stages that can be left out; it is ignored.
Set-MigrationBatch Wave1 -CompleteAfter (Get-Date).AddDays(1) -WarningVariable w -WarningAction SilentlyContinue
"$w".Split(':')[0] # expect: -CompleteAfter
Set-MigrationBatch Wave1 -SkipReports $true -WarningVariable w
$w.Count # expect: 0
try { New-MigrationBatch @batch -ContentFilterLanguage nonsense1 } catch { "$_" }
# expect: The value "nonsense1" of -ContentFilterLanguage isn't valid: it takes a culture's name, such as en-US.
try { New-MigrationBatch @batch -ExcludeFolders Sent, '' } catch { "$_" }
# expect: The value "" of -ExcludeFolders isn't valid: it takes names of folders, such as Projects/A or #SentItems#.
$batch.Name = 'Wave2'
New-MigrationBatch @batch -IncludeFolders '#Inbox#/*', '#SentItems#' -WarningVariable w | Out-Null
$w.Count # expect: 0
$batch.Name = 'Wave3'
New-MigrationBatch @batch -IncludeFolders '#Sent#' 3>&1 | Select-Object -First 1 | ForEach-Object { "$_" }
# expect: -IncludeFolders: "#Sent#" is no well-known folder such as #Inbox#, #SentItems#, #DeletedItems#, #Drafts# or #JunkEmail#; a folder of that very name is meant.
# A name that no endpoint has is an error, and not an empty answer.
try { Get-MigrationBatch -Endpoint Nowhere -ErrorAction Stop } catch { "$_" } # expect: The migration endpoint 'Nowhere' couldn't be found.
@(Get-MigrationBatch -Endpoint Old).Count # expect: 2
try { Get-MigrationUserStatistics ann@contoso.com -LimitSkippedItemsTo -1 } catch { $_.FullyQualifiedErrorId.Split(',')[0] }
# expect: ParameterArgumentValidationError
