function Get-Sum([int]$First, [int]$Second = 10) { $First + $Second }
Get-Sum 1 2
Get-Sum 1
Get-Sum -Second 5 -First 7
$splat = @{ First = 3; Second = 4 }
Get-Sum @splat
function Show-Rest { "$($args.Count): $args" }
Show-Rest a b c
function Test-Switch { param([switch]$On) $On.IsPresent }
Test-Switch -On
Test-Switch
Test-Switch -On:$false

# expect: 3
# expect: 11
# expect: 12
# expect: 7
# expect: 3: a b c
# expect: True
# expect: False
# expect: False
