# How scripts connected before Connect-ExchangeOnline: New-PSSession, Import-PSSession, Remove-PSSession.
$credential = [pscredential]::new('admin@contoso.com', (ConvertTo-SecureString 'x' -AsPlainText -Force))
$Session = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri https://outlook.office365.com/powershell-liveid/ -Credential $credential -Authentication Basic -AllowRedirection
"$($Session.Id) $($Session.Name) $($Session.ComputerName) $($Session.State) $($Session.ConfigurationName)"
# expect: 1 Runspace1 outlook.office365.com Opened Microsoft.Exchange
@(Get-ConnectionInformation).Count
# expect: 0
(Import-PSSession $Session -DisableNameChecking -AllowClobber).Name
# expect: ExchangeOnline
Get-ConnectionInformation | ForEach-Object { "$($_.State) $($_.UserPrincipalName)" }
# expect: Connected admin@contoso.com
(Get-PSSession -Name R*).Count
# expect: 1
Get-PSSession | Remove-PSSession
@(Get-PSSession).Count + @(Get-ConnectionInformation).Count
# expect: 0
Remove-PSSession $Session
try { Import-PSSession $Session } catch { $_.FullyQualifiedErrorId }
# expect: InvalidSession,Microsoft.PowerShell.Commands.ImportPSSessionCommand
try { New-PSSession -ComputerName server1 } catch { "$_" -replace ':.*' }
# expect: exosh has no remoting
