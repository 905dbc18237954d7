[int]'42' + 1
[double]'1.5'
[bool]''; [bool]'0'; [bool]0; [bool]@(0); [bool]@(0, 0)
[char]65
[string]1.0
[int[]]('1', '2') -join '+'
"$([datetime]'2024-01-31 13:05')"
"$([timespan]'01:02:03')"
[version]'1.2.3' -lt [version]'1.10'
'0x1F' -as [int]
'x' -as [int] -eq $null

# expect: 43
# expect: 1.5
# expect: False
# expect: True
# expect: False
# expect: False
# expect: True
# expect: A
# expect: 1
# expect: 1+2
# expect: 01/31/2024 13:05:00
# expect: 01:02:03
# expect: True
# expect: 31
# expect: True
