# The left side decides the type; strings ignore case; an array on the left is filtered.
'ABC' -eq 'abc'
'ABC' -ceq 'abc'
10 -gt '9'
'10' -gt 9
1, 2, 3, 2 -eq 2
(1, 2, 3 -gt 5).Count
$null -eq @()
'a', 'b' -contains 'B'
'b' -in 'a', 'b'
'a.txt' -like '*.TXT'
3 -is [int]

# expect: True
# expect: False
# expect: True
# expect: False
# expect: 2
# expect: 2
# expect: 0
# expect: False
# expect: True
# expect: True
# expect: True
# expect: True
