# $ExecutionContext, $PSCmdlet.SessionState and $Host.
$v = 7
$ExecutionContext.InvokeCommand.ExpandString('v=$v "$(1 + 1)"')
# expect: v=7 "2"
$ExecutionContext.SessionState.PSVariable.GetValue('v')
# expect: 7
$ExecutionContext.SessionState.PSVariable.GetValue('none', 'otherwise')
# expect: otherwise
$ExecutionContext.SessionState.PSVariable.Set('w', 9); $w
# expect: 9
$ExecutionContext.InvokeCommand.NewScriptBlock('1 + 2').Invoke()
# expect: 3
"$($ExecutionContext.InvokeCommand.InvokeScript('3 + 4; 5'))"
# expect: 7 5
"$($ExecutionContext.SessionState.LanguageMode)"
# expect: FullLanguage
$ExecutionContext.InvokeCommand.GetCommand('ForEach-Object', 'Cmdlet').Name
# expect: ForEach-Object
$null -eq $ExecutionContext.InvokeCommand.GetCommand('No-Such', 'All')
# expect: True
function Get-Place { [CmdletBinding()] param($Path) $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path); $PSCmdlet.SessionState.Path.CurrentLocation.Path -eq "$PWD" }
Get-Place /usr/./nothing
# expect: /usr/nothing
# expect: True
$Host.Name
# expect: ConsoleHost
$Host.UI.RawUI.WindowSize.Width -gt 0
# expect: True
try { $Host = 1 } catch { $_.FullyQualifiedErrorId }
# expect: VariableNotWritable
try { $Host.UI.PromptForChoice('caption', 'message', ('&Yes', '&No'), 0) } catch { "$_" }
# expect: Exception calling "PromptForChoice" with "4" argument(s): "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available."
class A { [int] $X }
try { [A] @{ X = 'z' } } catch { $_.FullyQualifiedErrorId; "$_" }
# expect: ObjectCreationError
# expect: Cannot create object of type "A". Cannot convert value "z" to type "System.Int32". Error: "The input string 'z' was not in a correct format."
