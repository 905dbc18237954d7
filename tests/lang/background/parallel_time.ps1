# What waits, waits at the same time: every item comes to the point where all of them are, which no order of one after
# the other reaches.
$here = [System.Collections.Concurrent.ConcurrentQueue[int]]::new()
1..6 | ForEach-Object -Parallel {
    $queue = $using:here
    $queue.Enqueue($_)
    while ($queue.Count -lt 6) { Start-Sleep -Milliseconds 5 }
    'met'
} -ThrottleLimit 6 | Group-Object | ForEach-Object { "$($_.Name) $($_.Count)" }
# expect: met 6

# No more than the limit.
$running = @{ now = 0; most = 0 }
1..8 | ForEach-Object -Parallel {
    $r = $using:running
    $r.now++
    if ($r.now -gt $r.most) { $r.most = $r.now }
    Start-Sleep -Milliseconds 20
    $r.now--
} -ThrottleLimit 3
$running.most -le 3
# expect: True

# Threads that compute give way: the second ends the first.
$flag = @{ on = $false; turns = 0 }
1..2 | ForEach-Object -Parallel {
    $f = $using:flag
    if ($_ -eq 2) { $f.on = $true; return }
    while (-not $f.on) { $f.turns++ }
    'seen'
}
# expect: seen

# Programs, too, and what comes after the pipeline's end is stopped.
1..3 | ForEach-Object -Parallel { /bin/sh -c "exit $_"; $LASTEXITCODE } -ThrottleLimit 3 | Sort-Object
# expect: 1
# expect: 2
# expect: 3
1..5 | ForEach-Object -Parallel { if ($_ -gt 1) { Start-Sleep 600 }; $_ } | Select-Object -First 1
# expect: 1
1 | ForEach-Object -Parallel { Start-Sleep 600 } -TimeoutSeconds 1 2>&1 | ForEach-Object { "$_ $($_.FullyQualifiedErrorId)" }
# expect: The pipeline has been stopped. PSTaskException
