$x = $null
$x ?? 'default'
$x ??= 5
$x
$x -gt 3 ? 'big' : 'small'
${x}?.GetType().Name
$n = $null
${n}?.Length -eq $null
'chained' && 'and'

# expect: default
# expect: 5
# expect: big
# expect: Int32
# expect: True
# expect: chained
# expect: and
