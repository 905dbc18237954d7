# begin writes into the command after it, whose own begin runs first
function Send-Early { begin { 'early' } process { } end { 'late' } }
function Receive-It { begin { 'ready' } process { "got $_" } end { 'done' } }
Send-Early | Receive-It
# expect: ready
# expect: got early
# expect: got late
# expect: done

# it goes through cmdlets, and to what collects its input
function Join-All { "all: $($input -join ',')" }
Send-Early | ForEach-Object { "<$_>" } | Join-All
# expect: all: <early>,<late>

# an error of the begin that runs early is that of the pipeline
function Stop-It { begin { throw 'stopped' } process { "never $_" } }
try { Send-Early | Stop-It } catch { "caught $_" }
# expect: caught stopped
