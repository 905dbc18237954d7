# Wrong values of an endpoint's parameters: the error names the parameter, or what is wrong and what is taken; nothing is made.
$endpoint = @{ IMAP = $true; RemoteServer = 'imap.example.invalid'; Security = 'Ssl'; SkipVerification = $true }
foreach ($port in 0, -1, 65536) { try { New-MigrationEndpoint @endpoint -Name A -Port $port } catch { "$_".Split('.')[1].Trim() } }
# expect: The 0 argument is less than the minimum allowed range of 1
# expect: The -1 argument is less than the minimum allowed range of 1
# expect: The 65536 argument is greater than the maximum allowed range of 65535
try { New-MigrationEndpoint @endpoint -Name A -Port imap } catch { "$_".Split('.')[0] } # expect: Cannot bind parameter 'Port'
try { New-MigrationEndpoint @endpoint -Name "A`nB" -Port 993 -ErrorAction Stop } catch { "$_" }
# expect: The name of a migration endpoint can't have line breaks, tabs or other control characters.
try { New-MigrationEndpoint @endpoint -Name ('A' * 65) -Port 993 -ErrorAction Stop } catch { "$_" }
# expect: The name of a migration endpoint can have at most 64 characters; this one has 65.
try { New-MigrationEndpoint @endpoint -Name A -Port 993 -MaxConcurrentMigrations 0 -ErrorAction Stop } catch { "$_" }
# expect: The number of concurrent migrations must be at least 1 or Unlimited; it is 0.
try { Test-MigrationServerAvailability -IMAP -RemoteServer imap.example.invalid -Port 0 -Security Ssl } catch { $_.FullyQualifiedErrorId }
# expect: ParameterArgumentValidationError,Microsoft.Exchange.Management.Migration.TestMigrationServerAvailability
@(Get-MigrationEndpoint).Count # expect: 0
(New-MigrationEndpoint @endpoint -Name ('Ä' * 64) -Port 993).Identity.Name.Length # expect: 64
try { Set-MigrationEndpoint ('Ä' * 64) -Port 70000 } catch { $_.FullyQualifiedErrorId.Split(',')[0] } # expect: ParameterArgumentValidationError
