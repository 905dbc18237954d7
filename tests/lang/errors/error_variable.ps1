# -ErrorVariable and its kind of functions take what all that they call reports; -ErrorAction Stop ends the script.
function bad { [CmdletBinding()] param() Write-Error one; Write-Warning careful; Write-Error two }
bad -ErrorVariable e -WarningVariable w -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
"$($e -join '+') $w" # expect: one+two careful
bad -ErrorVariable +e -WarningAction Ignore 2>$null
$e.Count # expect: 4
function outer { [CmdletBinding()] param() bad -ErrorVariable inner -WarningAction Ignore 2>$null; $inner.Count }
outer -ErrorVariable seen # expect: 2
$seen.Count # expect: 2
function again { [CmdletBinding()] param() try { Get-Item /nope -ErrorAction Stop } catch { $PSCmdlet.ThrowTerminatingError($_) } }
$ErrorActionPreference = 'SilentlyContinue'
again
'goes on' # expect: goes on
try { & { Get-Item /nope -ErrorAction Stop; 'never here' } } catch { 'stopped' } # expect: stopped
