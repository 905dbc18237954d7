# Names: commands, parameters, variables, types; what is replaced; completers of one's own.
function T($text) { (TabExpansion2 $text).CompletionMatches.CompletionText -join ' ' }
$abcd = 5
T 'Get-MigrationUserS' # expect: Get-MigrationUserStatistics
T 'if ($true) { Get-MigrationUserS' # expect: Get-MigrationUserStatistics
T 'Get-*UserStat' # expect: Get-MigrationUserStatistics
T '$abc' # expect: $abcd
T '${abc' # expect: ${abcd}
T '"x $abc' # expect: $abcd
T '$global:abc' # expect: $global:abcd
T 'Get-Date @abc' # expect: @abcd
T 'foreach ($i in $abc' # expect: $abcd
T '$env:HOM' # expect: $env:HOME
T '$abcd -notm' # expect: -notmatch
T '[System.Text.StringB' # expect: System.Text.StringBuilder
T '[System.Text.RegularE' # expect: System.Text.RegularExpressions
T '[StringBuil' # expect: System.Text.StringBuilder
T 'Get-Date -Da' # expect: -Date -Day
$r = TabExpansion2 'Get-Date | Get-MigrationUserS -x' 29
"$($r.ReplacementIndex) $($r.ReplacementLength) $($r.CurrentMatchIndex) $($r.CompletionMatches.Count)" # expect: 11 18 -1 1
$r.GetNextResult($true).ResultType # expect: Command
$r = TabExpansion2 "'ünï'; `$abc"
"$($r.ReplacementIndex) $($r.ReplacementLength)" # expect: 7 4
$p = (TabExpansion2 'Get-Date -Da').CompletionMatches[0]
"$($p.ResultType) $($p.ListItemText) $($p.ToolTip)" # expect: ParameterName Date [datetime] Date
(TabExpansion2 '').CompletionMatches.Count -gt 100 # expect: True
Register-ArgumentCompleter -CommandName Get-Date -ParameterName Format -ScriptBlock {
	param($command, $parameter, $word, $ast, $bound)
	"$command/$parameter/$word/$($bound.Year)/$($ast.GetType().Name)"
	[System.Management.Automation.CompletionResult]::new('o', 'round', 'ParameterValue', 'ISO')
}
T 'Get-Date -Year 2001 -Format x' # expect: Get-Date/Format/x/2001/CommandAst o
Register-ArgumentCompleter -Native -CommandName mytool -ScriptBlock { param($word, $ast, $cursor) "$word $ast $cursor" }
T 'mytool a' # expect: a mytool a 8
function Use-Block { param([ArgumentCompleter({ param($c, $p, $word) "<$word>" })]$Thing) }
T 'Use-Block -Thing q' # expect: <q>
[System.Management.Automation.CompletionResult]::new('plain').ResultType # expect: Text
$shown = [System.Management.Automation.CommandCompletion]::CompleteInput('Get-MigrationUserS', 18, $null)
$shown.CompletionMatches[0].ListItemText # expect: Get-MigrationUserStatistics
