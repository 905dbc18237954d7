# "#TYPE" names the objects and nothing else does; "#Fields:" names the columns, by the delimiter.
$object = '#TYPE My.Custom', 'A,B', '1,2' | ConvertFrom-Csv
$object.PSTypeNames -join ' ' # expect: My.Custom CSV:My.Custom
$log = '#Software: S', '#Fields: One,Two', 'a,b' | ConvertFrom-Csv
"$($log.One) $($log.Two)" # expect: a b
$log = '#Fields: One Two', 'a b' | ConvertFrom-Csv -Delimiter ' '
"$($log.One) $($log.Two)" # expect: a b
