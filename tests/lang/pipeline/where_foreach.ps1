1..6 | Where-Object { $_ % 2 -eq 0 } | ForEach-Object { $_ * 10 }
'b', 'a' | ForEach-Object ToUpper
@{ n = 1 }, @{ n = 2 } | Where-Object n -gt 1 | ForEach-Object n
1..3 | ForEach-Object -Begin { 'start' } -Process { $_ } -End { 'end' }
(1..4).Where({ $_ -gt 2 })
(1..3).ForEach({ $_ + 1 })
$null | ForEach-Object { 'once' }
@() | ForEach-Object { 'never' }

# expect: 20
# expect: 40
# expect: 60
# expect: B
# expect: A
# expect: 2
# expect: start
# expect: 1
# expect: 2
# expect: 3
# expect: end
# expect: 3
# expect: 4
# expect: 2
# expect: 3
# expect: 4
# expect: once
