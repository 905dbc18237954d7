# Classes that derive from built-in types, and attributes that are classes.
class H : hashtable { [int]$Extra = 5 }
$h = [H]::new(); $h.b = 2; $h['a'] = 1
"$($h.Count) $($h.Extra) $($h.ContainsKey('b')) $($h -is [hashtable])"
# expect: 2 5 True True
class Up : System.Management.Automation.ArgumentTransformationAttribute { [object] Transform([System.Management.Automation.EngineIntrinsics]$e, [object]$i) { return "$i".ToUpper() } }
function f { param([Up()]$x) "got $x" }
f abc
# expect: got ABC
class A { [string] Foo() { return 'A' } }
class B : A { [string] Foo() { return 'B' } }
([A][B]::new()).Foo()
# expect: A
try { Invoke-Expression 'class C : int { }' } catch { $_.FullyQualifiedErrorId }
# expect: SealedBaseClass,Microsoft.PowerShell.Commands.InvokeExpressionCommand
try { Invoke-Expression 'class D { $x; $x }' } catch { $_.FullyQualifiedErrorId }
# expect: MemberAlreadyDefined,Microsoft.PowerShell.Commands.InvokeExpressionCommand
try { Invoke-Expression 'data { 1 -as [int] }' } catch { $_.FullyQualifiedErrorId }
# expect: OperatorNotSupportedInDataSection,Microsoft.PowerShell.Commands.InvokeExpressionCommand
