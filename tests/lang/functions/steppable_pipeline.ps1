# Steppable pipelines, by themselves and in proxy functions.
$p = { ForEach-Object { $_ * 2 } | Where-Object { $_ -ne 8 } }.GetSteppablePipeline()
$p.Begin($true)
$p.Process(3); $p.Process(4); $p.Process(5)
# expect: 6
# expect: 10
$p.End()
$sorted = { Sort-Object -Descending }.GetSteppablePipeline()
$sorted.Begin($true); $null = $sorted.Process(1); $null = $sorted.Process(2)
"$($sorted.End())"
# expect: 2 1
function Sort-Loud {
    [CmdletBinding()]
    param([Parameter(ValueFromPipeline)] $InputObject, [switch] $Descending)
    begin {
        'sorting'
        $wrapped = $ExecutionContext.InvokeCommand.GetCommand('Microsoft.PowerShell.Utility\Sort-Object', 'Cmdlet')
        $steps = { & $wrapped @PSBoundParameters }.GetSteppablePipeline($MyInvocation.CommandOrigin)
        $steps.Begin($PSCmdlet)
    }
    process { $steps.Process($_) }
    end { $steps.End() }
}
"$(3, 1, 2 | Sort-Loud -Descending)"
# expect: sorting 3 2 1
$first = { Select-Object -First 1 }.GetSteppablePipeline()
$first.Begin($true); $first.Process('a'); $first.Process('b'); $first.End()
# expect: a
foreach ($block in {}, { 1 }, { Get-Date; 2 }) {
    try { $block.GetSteppablePipeline() } catch { $_.FullyQualifiedErrorId }
}
# expect: PSInvalidOperationException
# expect: PSInvalidOperationException
# expect: PSInvalidOperationException
