# Get-TimeZone by identifier and by name.
(Get-TimeZone -Id 'America/New_York').BaseUtcOffset.TotalHours
# expect: -5
(Get-TimeZone).Id -eq [TimeZoneInfo]::Local.Id
# expect: True
(Get-TimeZone -ListAvailable).Count -gt 100
# expect: True
try { Get-TimeZone -Id Nowhere -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
# expect: TimeZoneNotFound,Microsoft.PowerShell.Commands.GetTimeZoneCommand
