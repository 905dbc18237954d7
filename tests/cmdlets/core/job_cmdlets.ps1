# Get-Job, Receive-Job, Wait-Job, Stop-Job and Remove-Job.
$gate = @{ open = $false }
$slow = Start-ThreadJob -Name slow { while (-not ($using:gate).open) { Start-Sleep -Milliseconds 5 }; 'late' }
$quick = Start-ThreadJob -Name quick { 'a'; 'b' }
(Wait-Job $quick).Name
# expect: quick
(Get-Job).Name -join ','
(Get-Job -State Completed).Name
(Get-Job q*).Name
(Get-Job -Id $slow.Id).Name
(Get-Job -InstanceId $slow.InstanceId).Name
(Get-Job -Command "*late*").Name
(Get-Job -Newest 1).Name
(Get-Job -HasMoreData $true).Name
# expect: slow,quick
# expect: quick
# expect: quick
# expect: slow
# expect: slow
# expect: slow
# expect: quick
# expect: quick
Get-Job quick | Format-Table Name, PSJobTypeName, State, HasMoreData, Location
# expect:
# expect: Name  PSJobTypeName State     HasMoreData Location
# expect: ----  ------------- -----     ----------- --------
# expect: quick ThreadJob     Completed        True PowerShell
# expect:

Receive-Job $quick -Keep
Receive-Job quick
Receive-Job $quick.Id
$quick.HasMoreData
# expect: a
# expect: b
# expect: a
# expect: b
# expect: False

# Waiting: any of them, or not for long.
(Wait-Job $slow, $quick -Any).Name
# expect: quick
$null -eq (Wait-Job $slow -Timeout 0)
# expect: True
function Id($block) { try { & $block 2>&1 | ForEach-Object { $_.FullyQualifiedErrorId -replace ',.*' } } catch { $_.FullyQualifiedErrorId -replace ',.*' } }
Id { Remove-Job $slow }
# expect: JobObjectNotFinishedCannotBeRemoved
$gate.open = $true
Receive-Job $slow -Wait -AutoRemoveJob
(Get-Job).Name
# expect: late
# expect: quick
Remove-Job $quick -WhatIf
# expect: What if: Performing the operation "Remove" on target "Remote Command:  'a'; 'b' , associated with the job that has an ID of "2".".
Remove-Job quick
@(Get-Job).Count
# expect: 0

foreach ($command in 'Get-Job', 'Receive-Job', 'Wait-Job', 'Stop-Job', 'Remove-Job') {
    Id { & $command -Id 99 }
    Id { & $command -Name none }
    Id { & $command -InstanceId ([guid]::Empty) }
    Id { & $command -Name none* }
}
# expect: JobWithSpecifiedSessionNotFound
# expect: JobWithSpecifiedNameNotFound
# expect: JobWithSpecifiedInstanceIdNotFound
# expect: JobWithSpecifiedSessionNotFound
# expect: JobWithSpecifiedNameNotFound
# expect: JobWithSpecifiedInstanceIdNotFound
# expect: JobWithSpecifiedSessionNotFound
# expect: JobWithSpecifiedNameNotFound
# expect: JobWithSpecifiedInstanceIdNotFound
# expect: JobWithSpecifiedSessionNotFound
# expect: JobWithSpecifiedNameNotFound
# expect: JobWithSpecifiedInstanceIdNotFound
# expect: JobWithSpecifiedSessionNotFound
# expect: JobWithSpecifiedNameNotFound
# expect: JobWithSpecifiedInstanceIdNotFound

# -AsJob: a child job for each item.
$job = 1..3 | ForEach-Object -Parallel { "item $_"; if ($_ -eq 2) { throw 'two' } } -AsJob -ThrottleLimit 1
"$($job.PSJobTypeName) $($job.ChildJobs.Count) $($job.ChildJobs[0].PSJobTypeName)"
# expect: PSTaskJob 3 PSTaskChildJob
$null = Wait-Job $job
"$($job.State) $($job.ChildJobs.State)"
# expect: Failed Completed Failed Completed
Id { Remove-Job $job.ChildJobs[0] }
# expect: CannotRemoveJob
Receive-Job $job 2>&1 | ForEach-Object { "$_" }
# expect: item 1
# expect: item 2
# expect: two
# expect: item 3
(Get-Job -ChildJobState Failed).Count
# expect: 1
Remove-Job *
try { Receive-Job $job -AutoRemoveJob } catch { "$_" }
try { Receive-Job $job -Wait -Keep } catch { $_.FullyQualifiedErrorId }
try { 1 | ForEach-Object -Parallel { 1 } -AsJob -TimeoutSeconds 3 } catch { $_.FullyQualifiedErrorId }
# expect: The -AutoRemoveJob parameter cannot be used without the -Wait parameter
# expect: ParameterBindingFailed,Microsoft.PowerShell.Commands.ReceiveJobCommand
# expect: ParallelCannotUseTimeoutWithJob,Microsoft.PowerShell.Commands.ForEachObjectCommand
(Get-Command gjb, rcjb, rjb, sajb, spjb, wjb).Definition -join ' '
# expect: Get-Job Receive-Job Remove-Job Start-Job Stop-Job Wait-Job
