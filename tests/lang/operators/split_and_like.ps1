# A negative limit of -split counts from the end, with a block too; a lone backtick in a pattern stands for nothing.
'a,b,c,d' -split { $_ -eq ',' }, -2
'aébécéd' -split { $_ -eq 'é' }, -3
'a,b' -split { $_ -eq ',' }, -1
('a,b' -split { $_ -eq ',' }, -5) -join '|'
(',a,' -split { $_ -eq ',' }, -2) -join '|'
'`' -like '`'
'' -like '`'
'a`' -like 'a`'

# expect: a,b,c
# expect: d
# expect: aéb
# expect: c
# expect: d
# expect: a,b
# expect: a|b
# expect: ,a|
# expect: False
# expect: True
# expect: True
