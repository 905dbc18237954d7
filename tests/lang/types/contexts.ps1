# InvokeWithContext, PSVariable, and what is asked of the process
function try_it([scriptblock]$code) { try { & $code | ForEach-Object { if ($null -eq $_) { '<null>' } else { [string]$_ } } } catch { $_.Exception.Message } }

try_it { { $args }.InvokeWithContext(@{},@(),@(1,2)) }
# expect: 1
# expect: 2
try_it { { $y }.InvokeWithContext($null,[psvariable]::new('y',7)) }
# expect: 7
try_it { { f }.InvokeWithContext(@{f={ 'ff' }},@()) }
# expect: ff
try_it { { f 3 }.InvokeWithContext(@{f={ param($n) $n*2 }},@()) }
# expect: 6
try_it { { "$a-$b" }.InvokeWithContext($null,@([psvariable]::new('a',1),[psvariable]::new('b',2))) }
# expect: 1-2
try_it { { param($x) $x+$y }.InvokeWithContext($null,@([psvariable]::new('y',7)),@(3)) }
# expect: 10
try_it { { throw 'q' }.InvokeWithContext($null,@()) }
# expect: Exception calling "InvokeWithContext" with "2" argument(s): "q"
try_it { { $_ }.InvokeWithContext($null,@([psvariable]::new('_',5))) }
# expect: 5
try_it { $y=1; { $y }.InvokeWithContext($null,[psvariable]::new('y',7)); $y }
# expect: 7
# expect: 1
try_it { [psvariable]::new('v',5).Value }
# expect: 5
try_it { [psvariable]::new('v').Value }
# expect: <null>
try_it { $v=[psvariable]::new('v',5);$v.Value=6;$v.Value;$v.Name }
# expect: 6
# expect: v
try_it { [psvariable].FullName }
# expect: System.Management.Automation.PSVariable
try_it { [Nullable]::GetUnderlyingType([Nullable[int]]) }
# expect: int
try_it { [Net.ServicePointManager]::SecurityProtocol }
# expect: SystemDefault
try_it { [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12; [Net.ServicePointManager]::SecurityProtocol }
# expect: Tls12
try_it { [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor 'Tls13'; [Net.ServicePointManager]::SecurityProtocol }
# expect: Tls12, Tls13
try_it { [Net.ServicePointManager]::SecurityProtocol = 'Tls12' }
try_it { [Reflection.Assembly]::LoadWithPartialName('System.Web') | % { $_.GetName().Name } }
# expect: System.Web
try_it { [Reflection.Assembly]::LoadWithPartialName('Nope.Nope') }
# expect: <null>
try_it { [Reflection.Assembly]::Load('System.Xml').GetName().Name }
# expect: System.Xml
try_it { [AppDomain]::CurrentDomain.GetAssemblies().Count -gt 3 }
# expect: True
try_it { [Security.Principal.WindowsIdentity]::GetCurrent() }
# expect: Exception calling "GetCurrent" with "0" argument(s): "Windows Principal functionality is not supported on this platform."
try_it { [timespan]::FromHours(1,30) }
# expect: 01:30:00
try_it { [timespan]::FromDays(1,2) }
# expect: 1.02:00:00
try_it { [timespan]::FromHours(1.5) }
# expect: 01:30:00
