# $null for -Identity means everything to Get-, of which it warns; nothing of that goes on to Remove-.
$nothing = $null
New-MigrationEndpoint -IMAP -Name Old -RemoteServer imap.example.invalid -Port 993 -Security Ssl -SkipVerification | Out-Null
@(Get-MigrationEndpoint $nothing -WarningVariable w -WarningAction SilentlyContinue).Count # expect: 1
$w.Count # expect: 1
try { Get-MigrationEndpoint $nothing | Remove-MigrationEndpoint -Confirm:$false } catch { $_.FullyQualifiedErrorId }
# expect: IdentityRequired,Microsoft.Exchange.Management.Migration.GetMigrationEndpoint
try { Get-MigrationEndpoint -Identity $nothing | Where-Object RemoteServer | Remove-MigrationEndpoint -Confirm:$false } catch { 'refused' } # expect: refused
@(Get-MigrationEndpoint).Count # expect: 1
try { Remove-MigrationEndpoint $nothing -Confirm:$false } catch { $_.FullyQualifiedErrorId }
# expect: ParameterArgumentValidationErrorNullNotAllowed,Microsoft.Exchange.Management.Migration.RemoveMigrationEndpoint
Get-MigrationEndpoint | Remove-MigrationEndpoint -Confirm:$false
@(Get-MigrationEndpoint).Count # expect: 0
