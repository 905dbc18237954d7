# -ErrorAction Stop ends the script wherever errors are not caught.
$ErrorActionPreference = 'SilentlyContinue'
function f { Get-Item /nope -ErrorAction Stop; 'never here' }
'before' # expect: before
f
'nor here'
# expect error: Cannot find path '/nope' because it does not exist.
