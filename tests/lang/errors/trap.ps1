function Test-Trap { trap { "trapped $_"; continue } throw 'one'; 'after' }
Test-Trap
$ErrorActionPreference = 'Stop'
try { Get-Nothing; 'not reached' } catch { 'stopped' }

# expect: trapped one
# expect: after
# expect: stopped
