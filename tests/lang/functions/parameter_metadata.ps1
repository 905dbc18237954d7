# What a command tells of its parameters and parameter sets.
function f { [CmdletBinding(DefaultParameterSetName='A')] param([Parameter(ParameterSetName='A',Position=0,Mandatory,ValueFromPipeline,HelpMessage='hm')][Parameter(ParameterSetName='C')][Alias('q','r')][ValidateRange(1,3)][int]$X,[Parameter(ParameterSetName='B')][ValidateSet('a','b')][ValidateNotNullOrEmpty()][AllowNull()]$Y,[switch]$S,[ValidatePattern('^x')][ValidateLength(1,5)][ValidateScript({$_ -ne 'q'})][ValidateCount(1,2)][string[]]$Z='x') }
$c=Get-Command f
foreach ($p in 'X','Y','S','Z') { $m = $c.Parameters[$p]; "== $p $($m.GetType().FullName) $($m.ParameterType) switch=$($m.SwitchParameter) dyn=$($m.IsDynamic) aliases=$($m.Aliases -join ',')"
 foreach ($k in $m.ParameterSets.Keys) { $s = $m.ParameterSets[$k]; " set $k pos=$($s.Position) mand=$($s.IsMandatory) pipe=$($s.ValueFromPipeline) bn=$($s.ValueFromPipelineByPropertyName) rem=$($s.ValueFromRemainingArguments) help=$($s.HelpMessage)" }
 foreach ($a in $m.Attributes) { " attr $($a.GetType().FullName) $a" } }
$c.Parameters.Y.Attributes.ValidValues -join '|'
$c.Parameters.X.Attributes | ? { $_ -is [Parameter] } | % { "$($_.ParameterSetName) $($_.Position) $($_.Mandatory) $($_.HelpMessage)" }
$r = $c.Parameters.X.Attributes | ? { $_ -is [ValidateRange] }; "$($r.MinRange) $($r.MaxRange) $($r.RangeKind)"
$z = $c.Parameters.Z.Attributes; ($z | ? { $_ -is [ValidatePattern] }).RegexPattern; ($z | ? { $_ -is [ValidateLength] }).MaxLength; ($z | ? { $_ -is [ValidateScript] }).ScriptBlock; ($z | ? { $_ -is [ValidateCount] }).MinLength
$c.Parameters.X.Attributes | ? { $_ -is [Alias] } | % AliasNames
$c.Parameters.Count; $c.Parameters.Keys -join ','
$c.ParameterSets.Count; $c.ParameterSets[0].ToString(); "$($c.ParameterSets[1])"; $c.ParameterSets.Name -join ','; $c.ParameterSets[0].IsDefault
$c.ParameterSets[0].Parameters | ? Name -in X,Y,S | % { "$($_.Name) $($_.Position) $($_.IsMandatory) $($_.HelpMessage) $($_.Attributes.Count)" }
$c.DefaultParameterSet
$c.ResolveParameter('q').Name
$c.CmdletBinding; $c.OutputType.Count; $c.Options; $c.Noun; $c.Visibility; $c.ModuleName; $c.Version; $c.RemotingCapability
$c.Parameters.Verbose.Attributes | % { $_.GetType().Name }
$c.Parameters.Verbose.ParameterSets.Keys
# expect: == X System.Management.Automation.ParameterMetadata int switch=False dyn=False aliases=q,r
# expect:  set C pos=-2147483648 mand=False pipe=False bn=False rem=False help=
# expect:  set A pos=0 mand=True pipe=True bn=False rem=False help=hm
# expect:  attr System.Management.Automation.ValidateRangeAttribute System.Management.Automation.ValidateRangeAttribute
# expect:  attr System.Management.Automation.AliasAttribute System.Management.Automation.AliasAttribute
# expect:  attr System.Management.Automation.ParameterAttribute System.Management.Automation.ParameterAttribute
# expect:  attr System.Management.Automation.ParameterAttribute System.Management.Automation.ParameterAttribute
# expect:  attr System.Management.Automation.ArgumentTypeConverterAttribute System.Management.Automation.ArgumentTypeConverterAttribute
# expect: == Y System.Management.Automation.ParameterMetadata System.Object switch=False dyn=False aliases=
# expect:  set B pos=-2147483648 mand=False pipe=False bn=False rem=False help=
# expect:  attr System.Management.Automation.AllowNullAttribute System.Management.Automation.AllowNullAttribute
# expect:  attr System.Management.Automation.ValidateNotNullOrEmptyAttribute System.Management.Automation.ValidateNotNullOrEmptyAttribute
# expect:  attr System.Management.Automation.ValidateSetAttribute System.Management.Automation.ValidateSetAttribute
# expect:  attr System.Management.Automation.ParameterAttribute System.Management.Automation.ParameterAttribute
# expect: == S System.Management.Automation.ParameterMetadata switch switch=True dyn=False aliases=
# expect:  set __AllParameterSets pos=-2147483648 mand=False pipe=False bn=False rem=False help=
# expect:  attr System.Management.Automation.ParameterAttribute System.Management.Automation.ParameterAttribute
# expect:  attr System.Management.Automation.ArgumentTypeConverterAttribute System.Management.Automation.ArgumentTypeConverterAttribute
# expect: == Z System.Management.Automation.ParameterMetadata string[] switch=False dyn=False aliases=
# expect:  set __AllParameterSets pos=-2147483648 mand=False pipe=False bn=False rem=False help=
# expect:  attr System.Management.Automation.ParameterAttribute System.Management.Automation.ParameterAttribute
# expect:  attr System.Management.Automation.ValidateCountAttribute System.Management.Automation.ValidateCountAttribute
# expect:  attr System.Management.Automation.ValidateScriptAttribute System.Management.Automation.ValidateScriptAttribute
# expect:  attr System.Management.Automation.ValidateLengthAttribute System.Management.Automation.ValidateLengthAttribute
# expect:  attr System.Management.Automation.ValidatePatternAttribute System.Management.Automation.ValidatePatternAttribute
# expect:  attr System.Management.Automation.ArgumentTypeConverterAttribute System.Management.Automation.ArgumentTypeConverterAttribute
# expect: a|b
# expect: C -2147483648 False
# expect: A 0 True hm
# expect: 1 3
# expect: ^x
# expect: 5
# expect: $_ -ne 'q'
# expect: 1
# expect: q
# expect: r
# expect: 16
# expect: X,Y,S,Z,Verbose,Debug,ErrorAction,WarningAction,InformationAction,ProgressAction,ErrorVariable,WarningVariable,InformationVariable,OutVariable,OutBuffer,PipelineVariable
# expect: 3
# expect: [-X] <int> [-S] [-Z <string[]>] [<CommonParameters>]
# expect: [-X <int>] [-S] [-Z <string[]>] [<CommonParameters>]
# expect: A,C,B
# expect: True
# expect: X 0 True hm 5
# expect: S -2147483648 False  2
# expect: A
# expect: X
# expect: True
# expect: 0
# expect: None
# expect:
# expect: Public
# expect:
# expect: PowerShell
# expect: ParameterAttribute
# expect: AliasAttribute
# expect: __AllParameterSets
