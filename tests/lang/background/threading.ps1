# Collections and locks that threads share.
$table = [System.Collections.Concurrent.ConcurrentDictionary[string, int]]::new()
1..10 | ForEach-Object -Parallel { $t = $using:table; $null = $t.TryAdd("n$_", $_ * $_) }
"$($table.Count) $($table['n7']) $($table.TryAdd('n7', 1)) $($table.ContainsKey('n3'))"
# expect: 10 49 False True
$old = 0
"$($table.TryRemove('n7', [ref]$old)) $old $($table.TryGetValue('n8', [ref]$old)) $old $($table.TryUpdate('n8', 5, 64)) $($table.n8)"
# expect: True 49 True 64 True 5
"$($table.GetOrAdd('new', 3)) $($table.GetOrAdd('new', 4)) $($table.AddOrUpdate('new', 1, { param($k, $v) $v + 10 })) $($table.IsEmpty)"
# expect: 3 3 13 False
$bag = [System.Collections.Concurrent.ConcurrentBag[object]]::new()
1..10 | ForEach-Object -Parallel { ($using:bag).Add($_) }
"$($bag.Count) $(($bag | Measure-Object -Sum).Sum)"
# expect: 10 55
$stack = [System.Collections.Concurrent.ConcurrentStack[int]]::new()
1..3 | ForEach-Object { $stack.Push($_) }
$top = 0
"$($stack.TryPop([ref]$top)) $top $($stack.ToArray() -join ',')"
# expect: True 3 2,1
$hash = [hashtable]::Synchronized(@{})
1..10 | ForEach-Object -Parallel { $h = $using:hash; $h[$_] = "v$_" }
"$($hash.Count) $($hash[4])"
# expect: 10 v4

# A lock keeps others out for as long as it is held, however long that takes.
$state = @{ inside = 0; most = 0; sum = 0 }
1..6 | ForEach-Object -Parallel {
    $s = $using:state
    [System.Threading.Monitor]::Enter($s)
    try {
        $s.inside++
        if ($s.inside -gt $s.most) { $s.most = $s.inside }
        Start-Sleep -Milliseconds 5
        $s.sum += $_
        $s.inside--
    }
    finally { [System.Threading.Monitor]::Exit($s) }
} -ThrottleLimit 6
"$($state.most) $($state.sum)"
# expect: 1 21
try { [System.Threading.Monitor]::Exit($state) } catch { $_.Exception.InnerException.GetType().Name }
# expect: SynchronizationLockException

$mutex = [System.Threading.Mutex]::new($false, 'a name')
$log = [System.Collections.Generic.List[string]]::new()
1..4 | ForEach-Object -Parallel {
    $m = [System.Threading.Mutex]::new($false, 'a name')
    $null = $m.WaitOne()
    ($using:log).Add('in'); Start-Sleep -Milliseconds 2; ($using:log).Add('out')
    $m.ReleaseMutex()
}
($log -join ' ')
# expect: in out in out in out in out
$mutex.WaitOne(0)
Start-ThreadJob { ($using:mutex).WaitOne(10) } | Receive-Job -Wait
# expect: True
# expect: False

$places = [System.Threading.SemaphoreSlim]::new(2, 2)
"$($places.Wait(0)) $($places.Wait(0)) $($places.Wait(0)) $($places.Release()) $($places.CurrentCount)"
# expect: True True False 0 1
$event = [System.Threading.ManualResetEvent]::new($false)
$job = Start-ThreadJob { $null = ($using:event).WaitOne(); 'went on' }
$event.WaitOne(0)
$null = $event.Set()
Receive-Job $job -Wait
# expect: False
# expect: went on
$n = 5
"$([System.Threading.Interlocked]::Increment([ref]$n)) $([System.Threading.Interlocked]::Add([ref]$n, 10)) $n"
# expect: 6 16 16
