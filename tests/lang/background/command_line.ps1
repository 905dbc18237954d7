# How the program is started.
$exosh = (Get-Process -Id $PID).Path
$code = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes('"é $(1 + 1)"; exit 4'))
& $exosh -NoProfile -EncodedCommand $code; $LASTEXITCODE
# expect: é 2
# expect: 4
& $exosh -NoProfile -CommandWithArgs '"$($args[1]) of $($args.Count)"' 'a b' "c'd"
# expect: c'd of 2
& $exosh -ExecutionPolicy Bypass -NonInteractive -NoProfile -Command 'exit 3'; $LASTEXITCODE
# expect: 3
& $exosh -NoProfile -EncodedCommand '***' 2>$null; $LASTEXITCODE
# expect: 64
