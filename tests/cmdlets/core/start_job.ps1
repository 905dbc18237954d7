$job = Start-Job { $PID } -Name Elsewhere
"$($job.Name) $($job.PSJobTypeName) $($job.Location) $($job.HasMoreData) $($job.ChildJobs.Count)"
# expect: Elsewhere BackgroundJob localhost True 1
(Receive-Job $job -Wait) -ne $PID
# expect: True
"$($job.State) $($job.HasMoreData)"
# expect: Completed False

# Values come as they are, other objects as copies with their properties.
$value = @{ n = 4 }
$item = Start-Job { [pscustomobject]@{ a = 1; b = 'two' }; Get-Process -Id $PID; ($using:value).n; "$args"; $input } -ArgumentList 5, 'six' -InputObject 'in' |
    Receive-Job -Wait -AutoRemoveJob
"$($item[0].a) $($item[0].b) $($item[1].psobject.TypeNames[0]) $($item[2]) / $($item[3]) / $($item[4])"
# expect: 1 two Deserialized.System.Diagnostics.Process 4 / 5 six / in
$value.n
# expect: 4

Start-Job { param($object, $list, $table) "$($object.a.b) $($list.Count) $($table.k.z)" } -ArgumentList ([pscustomobject]@{ a = [pscustomobject]@{ b = 2 } }), (1..4), @{ k = @{ z = 3 } } |
    Receive-Job -Wait
# expect: 2 4 3
1..3 | Start-Job { $input | ForEach-Object { 2 * $_ } } | Receive-Job -Wait
# expect: 2
# expect: 4
# expect: 6

# Streams come in the order in which they were written.
Start-Job { 'one'; Write-Error 'two'; Write-Warning 'three'; Write-Host 'four'; $VerbosePreference = 'Continue'; Write-Verbose 'five'; 'six' } |
    Receive-Job -Wait -Verbose *>&1 | ForEach-Object { "$($_.GetType().Name) $_" }
# expect: String one
# expect: ErrorRecord two
# expect: WarningRecord three
# expect: InformationRecord four
# expect: VerboseRecord five
# expect: String six

$job = Start-Job { 1 / 0; 'after'; throw 'broken' } | Wait-Job
"$($job.State) $($job.ChildJobs[0].JobStateInfo.Reason.Message)"
# expect: Failed broken
Receive-Job $job 2>&1 | ForEach-Object { "$_|$($_.FullyQualifiedErrorId)|$($_.CategoryInfo.Reason)" }
# expect: Attempted to divide by zero.|RuntimeException|RuntimeException
# expect: after||
# expect: broken|broken|RuntimeException

# Its environment and location are its own.
$env:JOBS_TEST = 'here'
Start-Job { $env:JOBS_TEST; $env:JOBS_TEST = 'there'; Set-Location / } -WorkingDirectory /usr | Receive-Job -Wait
(Start-Job { (Get-Location).Path } -WorkingDirectory /usr | Receive-Job -Wait)
"$env:JOBS_TEST $((Get-Location).Path -ne '/')"
# expect: here
# expect: /usr
# expect: here True

Start-Job { function:Twice 4 } -InitializationScript { function Twice($n) { 2 * $n } } *>$null
Start-Job -InitializationScript { function Twice($n) { 2 * $n } } -ScriptBlock { Twice 4 } | Receive-Job -Wait
# expect: 8
Start-Job { 'early'; exit 3; 'late' } | Receive-Job -Wait
# expect: early
try { Start-Job { $using:nowhere } } catch { $_.FullyQualifiedErrorId }
# expect: UsingVariableIsUndefined,Microsoft.PowerShell.Commands.StartJobCommand

# Stopped from outside: finally runs.
$file = Join-Path $PWD 'stopped'
$job = Start-Job { try { 'begun' ; Start-Sleep 600 } finally { 'done' > $using:file; Write-Output more >> $using:file } }
while (-not $job.ChildJobs[0].Output.Count) { Start-Sleep -Milliseconds 10 }
Stop-Job $job
"$($job.State) $(Get-Content $file)"
# expect: Stopped done more

# A job of a job ends with it.
$number = Start-ThreadJob { $j = Start-Job { $PID; Start-Sleep 600 }; while (-not $j.ChildJobs[0].Output.Count) { Start-Sleep -Milliseconds 10 }; Receive-Job $j } | Receive-Job -Wait
while (Test-Path "/proc/$number") { Start-Sleep -Milliseconds 10 }
'gone'
# expect: gone
