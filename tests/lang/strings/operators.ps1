'a,b,,c' -split ','
'one  two' -split '\s+'
('a', 'b', 'c') -join '-'
'Terry Adams' -replace '(\w+) (\w+)', '$2, $1'
'x=1; y=22' -match 'y=(?<value>\d+)'
$Matches.value
'{0,-6}|{1,6:N2}|{2:x}' -f 'left', 3.14159, 255
'{0:yyyy-MM-dd}' -f [datetime]'2024-02-29'
'abc'.Substring(1, 1).ToUpper()
'mail' * 2

# expect: a
# expect: b
# expect:
# expect: c
# expect: one
# expect: two
# expect: a-b-c
# expect: Adams, Terry
# expect: True
# expect: 22
# expect: left  |  3.14|ff
# expect: 2024-02-29
# expect: B
# expect: mailmail
