# [psobject] wraps, only [pscustomobject] makes a custom object
function try_it([scriptblock]$code) { try { & $code | ForEach-Object { if ($null -eq $_) { '<null>' } else { [string]$_ } } } catch { $_.Exception.Message } }

try_it { ([psobject]@{a=1}).GetType().FullName }
# expect: System.Collections.Hashtable
try_it { $o=[psobject]@{a=1};$o.a;$o['a'];$o.Count }
# expect: 1
# expect: 1
# expect: 1
try_it { ([pscustomobject]@{a=1}).GetType().FullName }
# expect: System.Management.Automation.PSCustomObject
try_it { ([psobject]@{a=1}) -is [hashtable] }
# expect: True
try_it { ([psobject]@{b=1}).psobject.Properties.Name -contains 'b' }
# expect: False
try_it { [psobject]@{a=1;b=2}|%{$_.GetType().Name} }
# expect: Hashtable
try_it { ([System.Management.Automation.PSObject]@{a=1}).GetType().Name }
# expect: Hashtable
try_it { ([psobject][ordered]@{a=1}).GetType().Name }
# expect: OrderedDictionary
