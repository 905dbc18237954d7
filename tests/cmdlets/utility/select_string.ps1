# A collection as an argument is one text.
Select-String -InputObject 'hello', 'Goodbye' -Pattern hello | ForEach-Object Line # expect: hello Goodbye
('a' | Select-String a).GetType().FullName # expect: Microsoft.PowerShell.Commands.MatchInfo
try { 'a' | Select-String a -Raw -Quiet } catch { $_.FullyQualifiedErrorId }
# expect: AmbiguousParameterSet,Microsoft.PowerShell.Commands.SelectStringCommand
try { 'a' | Select-String a -Culture en-US } catch { $_.FullyQualifiedErrorId }
# expect: CannotSpecifyCultureWithoutSimpleMatch,Microsoft.PowerShell.Commands.SelectStringCommand
