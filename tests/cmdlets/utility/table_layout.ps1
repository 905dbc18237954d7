# Labels that do not fit their columns take several lines; no line ends with blanks then.
$row = [pscustomobject]@{ First = 1; Second = 2; Third = 3 }
$text = $row | Format-Table @{ n = 'LongLongHeader'; e = 'First'; width = 4; align = 'left' }, @{ n = 'Header2'; e = 'Second'; width = 7 }, @{ n = 'Header3'; e = 'Third'; width = 4 } | Out-String
$text.Replace(' ', '.').Replace("`n", '^')
# expect: ^Long.Header2.Head^Long..........er3^Head^er^----.-------.----^1..........2....3^^

# One cell has no room for the ellipsis.
([pscustomobject]@{ A = '12345' } | Format-Table @{ e = 'A'; width = 1 } | Out-String -Stream)[3]
# expect: 1

# A screen without a terminal has 24 lines, two of which stay free.
$lines = 1..96 | ForEach-Object { [pscustomobject]@{ hello = $_; world = $_ } } | Format-Table -RepeatHeader | Out-String -Stream
@($lines -match '^hello').Count
# expect: 5

# On fewer than five columns there is no table.
([pscustomobject]@{ A = 1; B = 2 } | Format-Table | Out-String -Width 4).Trim().Length
# expect: 0
