$o = [pscustomobject]@{ Name = 'Ann'; Age = 30 }
$o.Age++
"$($o.Name) $($o.Age)"
"$o"
$o.PSObject.Properties.Name
$o.Missing -eq $null
(1, 2, 3).Length
'text'.Length
(5).Count
@($null).Count
$list = [System.Collections.Generic.List[string]]::new()
$list.Add('one'); $list.Add('two')
$list.Count
$list -join ','

# expect: Ann 31
# expect: @{Name=Ann; Age=31}
# expect: Name
# expect: Age
# expect: True
# expect: 3
# expect: 4
# expect: 1
# expect: 1
# expect: 2
# expect: one,two
