# What Get-Content refuses to combine, and Join-Path's -Extension and empty children.
$file = New-TemporaryFile
'a', 'b' | Set-Content $file
foreach ($block in { Get-Content $file -Tail -1 }, { Get-Content $file -TotalCount -1 }, { Get-Content $file -Raw -Tail 1 }, { Get-Content $file -Raw -Delimiter x }) {
    try { & $block } catch { "$_"; $_.FullyQualifiedErrorId }
}
# expect: Cannot validate argument on parameter 'Tail'. The -1 argument is less than the minimum allowed range of 0. Supply an argument that is greater than or equal to 0 and then try the command again.
# expect: ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetContentCommand
# expect: Cannot validate argument on parameter 'TotalCount'. The -1 argument is less than the minimum allowed range of 0. Supply an argument that is greater than or equal to 0 and then try the command again.
# expect: ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetContentCommand
# expect: The 'Raw' and 'Tail' parameters cannot be specified in the same command.
# expect: InvalidOperation,Microsoft.PowerShell.Commands.GetContentCommand
# expect: The 'Raw' and 'Delimiter' parameters cannot be specified in the same command.
# expect: InvalidOperation,Microsoft.PowerShell.Commands.GetContentCommand
try { Get-Content Variable:PID -Tail 1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
# expect: TailNotSupported,Microsoft.PowerShell.Commands.GetContentCommand
Remove-Item $file

Join-Path folder file.txt -Extension .log
Join-Path folder file.backup.txt -Extension log
Join-Path folder file -Extension tar.gz
Join-Path folder file...txt -Extension ''
# expect: folder/file.log
# expect: folder/file.backup.log
# expect: folder/file.tar.gz
# expect: folder/file..
Join-Path one ''
Join-Path one $null
# expect: one/
# expect: one/
