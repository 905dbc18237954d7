$h = [ordered]@{ b = 1; a = 2 }
$h.c = 3
"$($h.Keys)"
$h['A']
$h.Contains('B')
$h.Remove('b')
"$($h.Values)"
foreach ($entry in $h.GetEnumerator()) { "$($entry.Key)=$($entry.Value)" }
$nested = @{ list = 1, 2, 3; inner = @{ deep = 'found' } }
$nested.inner.deep
$nested.list[1]
@{}.Count

# expect: b a c
# expect: 2
# expect: True
# expect: 2 3
# expect: a=2
# expect: c=3
# expect: found
# expect: 2
# expect: 0
