switch (3) { 1 { 'one' } 3 { 'three' } default { 'other' } }
switch -Wildcard ('Synced') { 'S*' { 'wild' } '*d' { 'also'; break } '*' { 'never' } }
switch -Regex ('id=42') { 'id=(\d+)' { "number $($Matches[1])" } }
switch (1, 2, 9) { { $_ -lt 5 } { "small $_" } default { "large $_" } }
switch -CaseSensitive ('a') { 'A' { 'upper' } 'a' { 'lower' } }

# expect: three
# expect: wild
# expect: also
# expect: number 42
# expect: small 1
# expect: small 2
# expect: large 9
# expect: lower
