$job = Start-ThreadJob { "$args"; @($input) -join '+' } -ArgumentList 1, 2 -InputObject 7 -Name Mine
"$($job.Name) $($job.PSJobTypeName) $($job.Location) [$($job.Command)]"
# expect: Mine ThreadJob PowerShell [ "$args"; @($input) -join '+' ]
$job | Receive-Job -Wait
# expect: 1 2
# expect: 7
"$($job.State) $($job.HasMoreData) $($job.psobject.TypeNames[0])"
# expect: Completed False Microsoft.PowerShell.ThreadJob.ThreadJob

# The same objects on both sides.
$list = [System.Collections.ArrayList]::new()
$job = Start-ThreadJob { $l = $using:list; $null = $l.Add('there'); , $l }
[object]::ReferenceEquals((Receive-Job $job -Wait), $list)
$list
# expect: True
# expect: there

# Streams, one after the other.
$job = Start-ThreadJob { Write-Warning 'w'; Write-Error 'e'; 'o'; Write-Host 'h' } | Wait-Job
"$($job.Output) $($job.Error) $($job.Warning) $($job.Information)"
# expect: o e w h
Receive-Job $job 2>&1 3>&1 6>&1 | ForEach-Object { "$_" }
# expect: o
# expect: e
# expect: w
# expect: h

# An error that nobody catches.
$job = Start-ThreadJob { 'before'; throw 'broken' } | Wait-Job
"$($job.State) $($job.JobStateInfo.Reason.Message)"
# expect: Failed broken
Receive-Job $job 2>&1 | ForEach-Object { "$_|$($_.FullyQualifiedErrorId)" }
# expect: before|
# expect: broken|JobStateFailed

Start-ThreadJob -InitializationScript { function Double($n) { 2 * $n } } { Double 21 } | Receive-Job -Wait
# expect: 42
$path = Join-Path $PWD 'job.ps1'
'param($who) "from a file, $who"' > $path
Start-ThreadJob -FilePath $path -ArgumentList 'you' | Receive-Job -Wait
# expect: from a file, you

# A limit of one: the second does not start before the first has ended.
$gate = @{ open = $false }
$first = Start-ThreadJob { while (-not ($using:gate).open) { Start-Sleep -Milliseconds 5 }; 1 } -ThrottleLimit 1
$second = Start-ThreadJob { 2 }
$third = Start-ThreadJob { 3 }
"$($second.State) $($third.State)"
# expect: NotStarted NotStarted
$third.StopJob()
$gate.open = $true
Receive-Job $first, $second -Wait
"$($third.State)"
# expect: 1
# expect: 2
# expect: Stopped

# Stopping runs finally.
$seen = @{}
$job = Start-ThreadJob { try { ($using:seen).begun = 1; Start-Sleep 600 } finally { ($using:seen).done = 1 } } -ThrottleLimit 5
while (-not $seen.begun) { Start-Sleep -Milliseconds 5 }
Stop-Job $job
"$($job.State) $($seen.done) $($job.JobStateInfo.Reason.Message)"
# expect: Stopped 1 The pipeline has been stopped.

# -StreamingHost: what Write-Host writes is shown at once.
Start-ThreadJob { Write-Host 'at once'; 'result' } -StreamingHost $Host | Wait-Job | Receive-Job 6>&1
# expect: at once
# expect: result
