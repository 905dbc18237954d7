# Tasks: delays and results
function try_it([scriptblock]$code) { try { & $code | ForEach-Object { if ($null -eq $_) { '<null>' } else { [string]$_ } } } catch { $_.Exception.Message } }

try_it { [Threading.Tasks.Task]::Delay(1).Wait() }
try_it { [Threading.Tasks.Task]::Delay(1).GetAwaiter().GetResult() }
try_it { [Threading.Tasks.Task]::Delay(60000).Wait(1) }
# expect: False
try_it { [Threading.Tasks.Task]::Delay(60000).IsCompleted }
# expect: False
try_it { [Threading.Tasks.Task]::FromResult(5).Result }
# expect: 5
try_it { [Threading.Tasks.Task]::FromResult('x').GetAwaiter().GetResult() }
# expect: x
try_it { [Threading.Tasks.Task]::CompletedTask.IsCompleted }
# expect: True
try_it { [Threading.Tasks.Task]::CompletedTask.Status }
# expect: RanToCompletion
try_it { [Threading.Tasks.Task]::FromResult(5).IsFaulted }
# expect: False
try_it { [Threading.Tasks.Task]::WaitAll([Threading.Tasks.Task]::Delay(1)) }
try_it { [Threading.Tasks.Task]::WaitAll([Threading.Tasks.Task[]]@([Threading.Tasks.Task]::Delay(1),[Threading.Tasks.Task]::Delay(2))) }
try_it { [Threading.Tasks.Task]::Delay(-5) }
# expect: Exception calling "Delay" with "1" argument(s): "The value needs to be either -1 (signifying an infinite timeout), 0 or a positive integer. (Parameter 'millisecondsDelay')"
