function Measure-It { begin { $sum = 0; 'begin' } process { $sum += $_ } end { "sum $sum" } }
1..4 | Measure-It
filter Double { $_ * 2 }
1..3 | Double
function Add-Tag { param([Parameter(ValueFromPipeline)][string]$Text, [string]$Tag = 'x') process { "$Tag-$Text" } }
'a', 'b' | Add-Tag -Tag t
function Get-Name { param([Parameter(ValueFromPipelineByPropertyName)][string]$Name) process { "name $Name" } }
[pscustomobject]@{ Name = 'n1' }, [pscustomobject]@{ Name = 'n2' } | Get-Name

# expect: begin
# expect: sum 10
# expect: 2
# expect: 4
# expect: 6
# expect: t-a
# expect: t-b
# expect: name n1
# expect: name n2
