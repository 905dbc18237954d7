# Functions that every session has, as PowerShell for Linux.
'cd..', 'cd\', 'cd~', 'Clear-Host', 'oss', 'Pause', 'prompt', 'TabExpansion2' | Where-Object { -not (Get-Command $_ -CommandType Function) }
(prompt) -replace [regex]::Escape("$PWD"), 'HERE'
# expect: PS HERE>
Clear-Host
(Get-Alias cls).Definition
# expect: Clear-Host
(1, 2 | oss).GetType().Name
# expect: Object[]
Push-Location /usr/bin
cd..
"$PWD"
# expect: /usr
Pop-Location
