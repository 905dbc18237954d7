# Drives: made, listed with the space of their file system, removed.
(New-PSDrive Work FileSystem $PWD -Description 'of the test').Description # expect: of the test
'in it' | Set-Content Work:/a.txt
Get-Content "$PWD/a.txt" # expect: in it
$drive = Get-PSDrive Work
"$drive $($drive.Provider) $($drive.Free -gt 0) $($drive.Used -gt 0)" # expect: Work Microsoft.PowerShell.Core\FileSystem True True
(Get-PSDrive Env).Used -eq $null # expect: True
$drive.Provider.ImplementingType.FullName # expect: Microsoft.PowerShell.Commands.FileSystemProvider
(Get-PSProvider FileSystem).Drives.Name -contains 'Work' # expect: True
function failure([scriptblock] $block) { try { & $block } catch { "$($_.FullyQualifiedErrorId.Split(',')[0]): $_" } }
failure { New-PSDrive work FileSystem / -ErrorAction Stop } # expect: DriveAlreadyExists: A drive with the name 'work' already exists.
failure { New-PSDrive x Nope / -ErrorAction Stop } # expect: ProviderNotFound: Cannot find a provider with the name 'Nope'.
failure { New-PSDrive x FileSystem /no/such -ErrorAction Stop } # expect: DriveRootError: The specified drive root "/no/such" either does not exist, or it is not a folder.
failure { New-PSDrive 'a.b' FileSystem / -ErrorAction Stop } # expect: Argument: Cannot process the drive name because the drive name contains one or more of the following characters that are not valid: ; ~ / \ . : (Parameter 'drive')
failure { Get-PSDrive nosuch -ErrorAction Stop } # expect: GetLocationNoMatchingDrive: Cannot find drive. A drive with the name 'nosuch' does not exist.
failure { Get-PSDrive -PSProvider Nope -ErrorAction Stop } # expect: GetLocationNoMatchingDrive: Cannot find a provider with the name 'Nope'.
Remove-PSDrive Wor*
failure { Remove-PSDrive Work -ErrorAction Stop } # expect: DriveNotFound: Cannot find drive. A drive with the name 'Work' does not exist.
failure { Remove-PSDrive / -ErrorAction Stop } # expect: InvalidOperation: Cannot remove drive '/' because it is in use.
