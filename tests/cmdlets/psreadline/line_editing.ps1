# What profiles made for pwsh say of line editing is taken, whether it acts or not.
Set-PSReadLineOption -EditMode Vi -PredictionSource History -Colors @{ Command = 'red' } -BellStyle None -HistorySearchCursorMovesToEnd
Get-PSReadLineOption | ForEach-Object { "$($_.EditMode) $($_.BellStyle) $($_.HistorySearchCursorMovesToEnd) $($_.ShowToolTips)" }
# expect: Vi None True True
Set-PSReadLineOption -EditMode Emacs
Set-PSReadLineKeyHandler -Key 'Ctrl+RightArrow', 'Alt+x' -Function NextWord
(Get-PSReadLineKeyHandler -Chord 'Ctrl+RightArrow', 'Alt+x').Function
# expect: ForwardWord
# expect: ForwardWord
Remove-PSReadLineKeyHandler -Key Alt+x
@(Get-PSReadLineKeyHandler -Chord Alt+x).Count
# expect: 0
try { Set-PSReadLineKeyHandler -Chord 'Ctrl+Foo' -Function NextWord } catch { "$_" }
# expect: Unrecognized key 'Ctrl+Foo'.
Set-PSReadLineKeyHandler -Key F7 -Function ShowCommandHistory -WarningVariable said -WarningAction SilentlyContinue
"$said" -match 'ShowCommandHistory does not exist'
# expect: True
