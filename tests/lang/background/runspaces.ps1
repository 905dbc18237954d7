# [powershell] and runspaces

[powershell]::Create().AddScript('1 + 1').Invoke()
# expect: 2
[powershell]::Create().AddScript('param($a, $b) "$a-$b"').AddArgument(1).AddParameter('b', 2).Invoke()
# expect: 1-2
[powershell]::Create().AddScript('param($Name, $Count) "$Name" * $Count').AddParameters(@{ Name = 'x'; Count = 3 }).Invoke()
# expect: xxx
[powershell]::Create().AddCommand('Sort-Object').AddParameter('Descending').Invoke(@(1, 3, 2)) -join ','
# expect: 3,2,1
[powershell]::Create().AddScript('3, 1, 2').AddCommand('Sort-Object').AddCommand('Select-Object').AddParameter('First', 2).Invoke() -join ','
# expect: 1,2
$x = 5
[powershell]::Create().AddScript('"[$x]"').Invoke()
# expect: []

# its streams
$ps = [powershell]::Create().AddScript('1; Write-Error oops; Write-Warning careful; Write-Verbose v -Verbose; 2')
$ps.Invoke() -join ','
# expect: 1,2
$ps.HadErrors; $ps.Streams.Error.Count; "$($ps.Streams.Error[0])"; "$($ps.Streams.Warning)"; $ps.Streams.Verbose.Count
# expect: True
# expect: 1
# expect: oops
# expect: careful
# expect: 1
$ps.InvocationStateInfo.State
# expect: Completed
$ps.Commands.Clear(); $ps.Streams.ClearStreams(); $ps.Streams.Error.Count
# expect: 0
$ps.Dispose()

# what ends it
$ps = [powershell]::Create().AddScript('throw "no"')
try { $ps.Invoke() } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
# expect: Exception calling "Invoke" with "0" argument(s): "no"
# expect: RuntimeException
$ps.InvocationStateInfo.State; $ps.InvocationStateInfo.Reason.Message
# expect: Failed
# expect: no

# a runspace keeps its variables and functions
$runspace = [runspacefactory]::CreateRunspace()
$runspace.RunspaceStateInfo.State
# expect: BeforeOpen
$runspace.Open()
$runspace.SessionStateProxy.SetVariable('q', 9)
$ps = [powershell]::Create(); $ps.Runspace = $runspace
$null = $ps.AddScript('$q; function twice($n) { $n * 2 }; $r = 7'); $ps.Invoke()
# expect: 9
$ps.Commands.Clear(); $null = $ps.AddScript('twice $r'); $ps.Invoke()
# expect: 14
$runspace.SessionStateProxy.GetVariable('r')
# expect: 7
$runspace.Close(); $runspace.RunspaceStateInfo.State
# expect: Closed
try { $ps.Invoke() } catch { $_.Exception.InnerException.GetType().Name }
# expect: InvalidRunspaceStateException

# beside the script, in a pool
$state = [initialsessionstate]::CreateDefault()
$state.Variables.Add([System.Management.Automation.Runspaces.SessionStateVariableEntry]::new('base', 100, ''))
$state.Commands.Add([System.Management.Automation.Runspaces.SessionStateFunctionEntry]::new('plus', 'param($n) $base + $n'))
$pool = [runspacefactory]::CreateRunspacePool(1, 2, $state, $Host)
$pool.Open()
$running = foreach ($i in 1..4) {
    $ps = [powershell]::Create()
    $ps.RunspacePool = $pool
    $null = $ps.AddScript('param($i) Start-Sleep -Milliseconds 20; plus $i').AddArgument($i)
    [pscustomobject]@{ PowerShell = $ps; Handle = $ps.BeginInvoke() }
}
foreach ($r in $running) { $r.PowerShell.EndInvoke($r.Handle); $r.PowerShell.Dispose() }
# expect: 101
# expect: 102
# expect: 103
# expect: 104
$running[0].Handle.IsCompleted
# expect: True
$pool.Close()

# input and output as they come, and an end before the end
$shared = [hashtable]::Synchronized(@{})
$ps = [powershell]::Create().AddScript('param($h) $h.seen = 1; Start-Sleep 600').AddArgument($shared)
$handle = $ps.BeginInvoke()
while (-not $shared.seen) { Start-Sleep -Milliseconds 10 }
$handle.AsyncWaitHandle.WaitOne(1); $ps.InvocationStateInfo.State
# expect: False
# expect: Running
$ps.Stop(); $ps.InvocationStateInfo.State
# expect: Stopped

# a runspace that was opened here runs on a thread of its own with BeginInvoke
$space = [runspacefactory]::CreateRunspace()
$space.Open()
$shell = [powershell]::Create()
$shell.Runspace = $space
[void]$shell.AddScript("function Get-Text { [CmdletBinding()] param() Write-Output 'text' }`nGet-Text")
$shell.EndInvoke($shell.BeginInvoke())
$shell.Dispose()
$space.Dispose()
# expect: text
