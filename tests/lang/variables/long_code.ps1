# a literal of many items, and code with more constants than an instruction's operand can name
$text = '@(' + ((1..40000) -join ', ') + ')'
$many = Invoke-Expression $text
$many.Count
# expect: 40000
$many[39999]
# expect: 40000

$code = (1..40000 | ForEach-Object { "`$v$_ = 'text $_'" }) -join "`n"
Invoke-Expression "$code`n`$v1; `$v40000"
# expect: text 1
# expect: text 40000
