# What begins with a dot is hidden on Unix: -Force or -Hidden shows it (documented for Get-Item and Get-ChildItem).
$folder = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "hidden$PID")
Set-Location $folder
Set-Content .secret x
Set-Content seen x
Get-Item .secret -ErrorAction SilentlyContinue -ErrorVariable problem
$problem[0].FullyQualifiedErrorId
$problem[0].Exception.Message -eq "Could not find item $folder/.secret."
(Get-Item .secret -Force).Name
@(Get-ChildItem .secret).Count
(Get-ChildItem .secret -Force).Name
(Get-ChildItem .secret -Hidden).Name
(Get-ChildItem).Name
(Get-ChildItem -Hidden).Name
Test-Path .secret
Set-Location ..
Remove-Item -Recurse -Force $folder

# expect: ItemNotFound,Microsoft.PowerShell.Commands.GetItemCommand
# expect: True
# expect: .secret
# expect: 0
# expect: .secret
# expect: .secret
# expect: seen
# expect: .secret
# expect: True
