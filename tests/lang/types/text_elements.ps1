# StringInfo: what a reader takes for one character
$accent = "e`u{301}x"; $family = "`u{1F468}`u{200D}`u{1F469}`u{200D}`u{1F467}x"
function say { try { & $args[0] } catch { "$_" } }
"$([System.Globalization.StringInfo]::new($accent).LengthInTextElements) $([System.Globalization.StringInfo]::new($family).LengthInTextElements) $([System.Globalization.StringInfo]::new('').LengthInTextElements)"
# expect: 2 2 0
"$([System.Globalization.StringInfo]::new($accent).SubstringByTextElements(1)) $([System.Globalization.StringInfo]::new($accent).SubstringByTextElements(0, 1).Length)"
# expect: x 2
[System.Globalization.StringInfo]::ParseCombiningCharacters($accent) -join ','
# expect: 0,2
"$([System.Globalization.StringInfo]::GetNextTextElement('abc', 1)) $([System.Globalization.StringInfo]::GetNextTextElementLength($accent))"
# expect: b 2
$each = [System.Globalization.StringInfo]::GetTextElementEnumerator("a$accent")
while ($each.MoveNext()) { "$($each.ElementIndex) $($each.GetTextElement().Length)" }
# expect: 0 1
# expect: 1 2
# expect: 3 1
say { [System.Globalization.StringInfo]::new('ab').SubstringByTextElements(5) }
# expect: Exception calling "SubstringByTextElements" with "1" argument(s): "Specified argument was out of the range of valid values. (Parameter 'startingTextElement')
# expect: Actual value was 5."
[guid]::CreateVersion7().Version
# expect: 7
