# ForEach-Object -Parallel: each item in a session of its own, which has nothing of the caller's but $using:.
$outside = 3
function Outside { 'called' }
1..3 | ForEach-Object -Parallel { "item $_, outside [$outside]" } -ThrottleLimit 1
# expect: item 1, outside []
# expect: item 2, outside []
# expect: item 3, outside []
1 | ForEach-Object -Parallel { Outside } 2>&1 | ForEach-Object { $_.FullyQualifiedErrorId }
# expect: CommandNotFoundException
1..2 | ForEach-Object -Parallel { $global:sum += $_; "sum $global:sum" } -ThrottleLimit 1
# expect: sum 1
# expect: sum 2

# What $using: takes are the caller's own objects.
$table = @{ start = 1 }
$list = [System.Collections.Generic.List[int]]::new()
1..20 | ForEach-Object -Parallel { ($using:table)["k$_"] = $_; ($using:list).Add($_) } -ThrottleLimit 8
"$($table.Count) $($list.Count) $(($list | Measure-Object -Sum).Sum)"
# expect: 21 20 210
1 | ForEach-Object -Parallel { $inner = 5; 1 | ForEach-Object -Parallel { "nested $using:inner" } }
# expect: nested 5

# break ends the block of its item, an error that nobody catches too.
1..3 | ForEach-Object -Parallel { if ($_ -eq 2) { break }; $_ } -ThrottleLimit 1
# expect: 1
# expect: 3
$failed = 1..2 | ForEach-Object -Parallel { if ($_ -eq 1) { throw 'no' }; "fine $_" } -ThrottleLimit 1 2>&1
$failed | ForEach-Object { "$_ $($_.FullyQualifiedErrorId)" }
# expect: no PSTaskException
# expect: fine 2
$failed = 1 | ForEach-Object -Parallel { 1 / 0; 'after' } 2>&1
"$($failed[0]) / $($failed[1])"
# expect: Attempted to divide by zero. / after
try { 1 | ForEach-Object -Parallel { $using:nowhere } } catch { "$($_.FullyQualifiedErrorId): $_" }
# expect: UsingVariableIsUndefined,Microsoft.PowerShell.Commands.ForEachObjectCommand: The value of the using variable '$using:nowhere' cannot be retrieved because it has not been set in the local session.
$block = { 1 }
try { 1 | ForEach-Object -Parallel { & $using:block } } catch { $_.FullyQualifiedErrorId }
# expect: ParallelUsingVariableCannotBeScriptBlock,Microsoft.PowerShell.Commands.ForEachObjectCommand
try { 1 | ForEach-Object -Parallel { 1 } -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
# expect: ParallelCommonParametersNotSupported,Microsoft.PowerShell.Commands.ForEachObjectCommand
try { 1 | ForEach-Object -Parallel { 1 } -ThrottleLimit 0 } catch { $_.FullyQualifiedErrorId }
# expect: ParameterArgumentValidationError,Microsoft.PowerShell.Commands.ForEachObjectCommand

# The streams come through.
1 | ForEach-Object -Parallel { Write-Warning 'careful'; Write-Host 'said' } 3>&1 6>&1 | ForEach-Object { "<$_>" }
# expect: <careful>
# expect: <said>
1 | ForEach-Object -Parallel { param($x) "x=$x args=$args under=$_" }
# expect: x= args= under=1

# $using: takes a value; nothing is assigned through it, but to what it stands for.
foreach ($code in '$using:a = 4', '$using:a.b += 4', '$using:a[0] = 4', '[int]$using:a = 4', '$using:a++') {
    try { [scriptblock]::Create($code) } catch { $_.Exception.InnerException.Errors[0].ErrorId }
}
# expect: InvalidLeftHandSide
# expect: InvalidLeftHandSide
# expect: InvalidLeftHandSide
# expect: InvalidLeftHandSide
# expect: OperatorRequiresVariableOrProperty
$box = @{ value = 1 }
1 | ForEach-Object -Parallel { ($using:box).value = 2 }
$box.value
# expect: 2
