# -ErrorAction Stop ends the script wherever errors are not caught.
$ErrorActionPreference = 'SilentlyContinue'
function f { Get-Item /nope -ErrorAction Stop; 'never here' }
'before' # expect: before
f
'nor here'
# expect error: PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand
