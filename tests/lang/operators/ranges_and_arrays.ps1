"$(1..5)"
"$(5..1)"
"$('a'..'e')"
$a = 10, 20, 30, 40
"$($a[1..2])"
"$($a[-1])"
"$($a[0, 3])"
"$($a[-2..-1])"
$a += 50
$a.Count
"$($a + 1, 2)"
"$((1, 2) * 2)"
$a[99] -eq $null

# expect: 1 2 3 4 5
# expect: 5 4 3 2 1
# expect: a b c d e
# expect: 20 30
# expect: 40
# expect: 10 40
# expect: 30 40
# expect: 5
# expect: 10 20 30 40 50 1 2
# expect: 1 2 1 2
# expect: True
