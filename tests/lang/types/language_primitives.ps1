# LanguagePrimitives and other helpers of PowerShell's engine
function try_it([scriptblock]$code) { try { & $code | ForEach-Object { if ($null -eq $_) { '<null>' } else { [string]$_ } } } catch { $_.Exception.Message } }

try_it { [Management.Automation.LanguagePrimitives]::ConvertTo('5',[int]) }
# expect: 5
try_it { [Management.Automation.LanguagePrimitives]::ConvertTo('x',[int]) }
# expect: Exception calling "ConvertTo" with "2" argument(s): "Cannot convert value "x" to type "System.Int32". Error: "The input string 'x' was not in a correct format.""
try_it { [Management.Automation.LanguagePrimitives]::ConvertTo('1,2',[int[]]) }
# expect: 12
try_it { $r=0;[Management.Automation.LanguagePrimitives]::TryConvertTo('5',[int],[ref]$r);$r }
# expect: True
# expect: 5
try_it { $r=0;[Management.Automation.LanguagePrimitives]::TryConvertTo('x',[int],[ref]$r);$r }
# expect: False
# expect: <null>
try_it { [Management.Automation.LanguagePrimitives]::IsTrue('') }
# expect: False
try_it { [Management.Automation.LanguagePrimitives]::IsTrue(@(0)) }
# expect: False
try_it { [Management.Automation.LanguagePrimitives]::Equals('a','A') }
# expect: False
try_it { [Management.Automation.LanguagePrimitives]::Equals('a','A',$true) }
# expect: True
try_it { [Management.Automation.LanguagePrimitives]::Equals(1,'1') }
# expect: True
try_it { [Management.Automation.LanguagePrimitives]::Equals($null,1) }
# expect: False
try_it { [Management.Automation.LanguagePrimitives]::Compare('a','b') }
# expect: -1
try_it { [Management.Automation.LanguagePrimitives]::Compare(2,1) }
# expect: 1
try_it { [Management.Automation.LanguagePrimitives]::IsObjectEnumerable('a') }
# expect: False
try_it { [Management.Automation.LanguagePrimitives]::IsObjectEnumerable(@(1)) }
# expect: True
try_it { [Management.Automation.Internal.AutomationNull]::Value -eq $null }
# expect: True
try_it { @([Management.Automation.Internal.AutomationNull]::Value).Count }
# expect: 0
try_it { [Management.Automation.Platform]::IsLinux }
# expect: True
try_it { [Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent("a'b") }
# expect: a''b
try_it { [Management.Automation.Language.CodeGeneration]::EscapeVariableName('a}b') }
# expect: a`}b
