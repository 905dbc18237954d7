# an AllScope variable is the same one in functions that assign it
Set-Variable shared 1 -Option AllScope
function assign-shared { $shared = 2; $own = 3 }
assign-shared
$shared
# expect: 2

# a variable of a slot becomes read-only, and stays what it was
$fixed = 1
Set-Variable fixed 7 -Option ReadOnly
try { $fixed = 8 } catch { $_.FullyQualifiedErrorId }
# expect: VariableNotWritable
$fixed
# expect: 7
Remove-Variable fixed -Force
$null -eq $fixed
# expect: True
$fixed = 'again'
$fixed
# expect: again

# private variables are not seen by functions called
function reader { "[$secret]" }
function owner { $private:secret = 'mine'; reader; $secret }
owner
# expect: []
# expect: mine

# -Scope reaches the caller's variables
function set-up { Set-Variable -Name up -Value 'set' -Scope 1 }
function caller-of-set-up { $up = 'before'; set-up; $up }
caller-of-set-up
# expect: set
