# A command begins when the one before it writes, even if that one only begins itself.
function first { begin { 'begin first'; 1 } process { } end { 2 } }
function second { begin { 'begin second' } process { "got $_" } end { 'end second' } }
first | second
# expect: begin second
# expect: got begin first
# expect: got 1
# expect: got 2
# expect: end second
"$(first | Select-Object -First 1)" # expect: begin first
([pscustomobject]@{ A = 1 } | ConvertTo-Html -Transitional | Select-Object -First 1) -match 'transitional.dtd' # expect: True

# One list given by position stays the list that it is.
$list = [System.Collections.Generic.List[int]](1, 2)
(Write-Output $list -NoEnumerate).GetType().Name # expect: List`1
