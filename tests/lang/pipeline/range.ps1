1..1e9 | Select-Object -First 2
# expect: 1
# expect: 2
foreach ($i in 1..1e9) { if ($i -gt 2) { break }; $i }
# expect: 1
# expect: 2
"$('1'..3.5)"
# expect: 1 2 3 4
