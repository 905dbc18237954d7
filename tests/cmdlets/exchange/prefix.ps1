# Connect-ExchangeOnline -Prefix: cmdlets with the prefixed noun, until the connection ends.
Connect-ExchangeOnline -UserPrincipalName admin@contoso.com -Prefix Corp 6>$null
(Get-Command Get-CorpMigrationBatch).Name # expect: Get-CorpMigrationBatch
(Get-Command *-CorpMig*Endpoint).Count # expect: 4
Get-CorpMigrationBatch -Identity none -ErrorAction SilentlyContinue -ErrorVariable e
$e[0].CategoryInfo.Activity # expect: Get-CorpMigrationBatch
(TabExpansion2 'Get-CorpMigrationUser -Status Fai').CompletionMatches.CompletionText # expect: Failed
(TabExpansion2 'Get-CorpMigrationUser | Select-Object EmailA').CompletionMatches.CompletionText # expect: EmailAddress
@(Get-Command Get-CorpEXOMailbox, Get-CorpConnectionInformation -ErrorAction SilentlyContinue).Count # expect: 0
$c = Get-ConnectionInformation -ModulePrefix Corp
"$($c.State) $($c.UserPrincipalName) $($c.ModulePrefix) $($c.Name -like 'ExchangeOnline_*')" # expect: Connected admin@contoso.com Corp True
Connect-ExchangeOnline -Prefix Few -CommandName Get-Mailbox, *-MigrationUser -ShowBanner:$false
(Get-Command *-Few*).Count # expect: 7
Disconnect-ExchangeOnline -ModulePrefix Corp -Confirm:$false
@(Get-Command *-Corp*).Count # expect: 0
(Get-ConnectionInformation).ModulePrefix # expect: Few
Disconnect-ExchangeOnline -Confirm:$false
@(Get-Command *-Few*).Count # expect: 0
@(Get-ConnectionInformation).Count # expect: 0
try { Connect-ExchangeOnline -Prefix EXOCorp } catch { $_.FullyQualifiedErrorId } # expect: InvalidPrefix,Microsoft.Exchange.Management.ConnectExchangeOnline
(Connect-ExchangeOnline 6>&1).MessageData -like 'Connected to the local organization*' # expect: True
Disconnect-ExchangeOnline -Confirm:$false
