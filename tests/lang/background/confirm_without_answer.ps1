# -Confirm when the input ends: no answer is no Yes, and the statement fails.
$exosh = (Get-Process -Id $PID).Path
$file = New-TemporaryFile
'' | & $exosh -NoProfile -NonInteractive -Command "try { Remove-Item '$file' -Confirm -ErrorAction Stop } catch { `$_.FullyQualifiedErrorId }" 6>$null
# expect: InvalidOperation,Microsoft.PowerShell.Commands.RemoveItemCommand
Test-Path $file # expect: True
$said = sh -c "'$exosh' -NoProfile -Command 'try { Remove-Item $file -Confirm -ErrorAction Stop } catch { ""FAILED: `$_"" }' </dev/null"
"$said" -match 'FAILED: .*nobody answers' # expect: True
Test-Path $file # expect: True
$said = sh -c "echo y | '$exosh' -NoProfile -Command 'Remove-Item $file -Confirm'"
Test-Path $file # expect: False
