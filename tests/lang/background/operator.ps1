# command &: the statement as a job of Start-Job, with the variables that exist here.
$x = 5
$table = @{ a = 1 }
$job = "got $x $($table.a)" &
"$($job.PSJobTypeName) $($job.Command)"
# expect: BackgroundJob "got ${using:x} $(${using:table}.a)"
Receive-Job $job -Wait
# expect: got 5 1
$job = Write-Output 1 2 | ForEach-Object { $_ + $x } & 'the next statement'
Receive-Job $job -Wait
# expect: the next statement
# expect: 6
# expect: 7
$job = /bin/false || "$x after all" &
$job.Command
Receive-Job $job -Wait -AutoRemoveJob
# expect: /bin/false || "${using:x} after all"
# expect: 5 after all
(Start-Sleep 0 &).GetType().Name
# expect: PSRemotingJob
