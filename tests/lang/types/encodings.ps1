# bytes of text and text of bytes
function fails([scriptblock]$code) { try { & $code } catch { $_.Exception.Message } }

foreach ($e in 'UTF8', 'Unicode', 'ASCII', 'BigEndianUnicode', 'UTF32', 'Latin1') { $x = [System.Text.Encoding]::$e; "$($x.WebName) $($x.CodePage) $($x.EncodingName) $($x.GetPreamble() -join ',')" }
# expect: utf-8 65001 Unicode (UTF-8) 239,187,191
# expect: utf-16 1200 Unicode 255,254
# expect: us-ascii 20127 US-ASCII
# expect: utf-16BE 1201 Unicode (Big-Endian) 254,255
# expect: utf-32 12000 Unicode (UTF-32) 255,254,0,0
# expect: iso-8859-1 28591 Western European (ISO)
[System.Text.Encoding]::UTF8.GetBytes('aé€😀') -join ' '; [System.Text.Encoding]::Unicode.GetBytes('é') -join ' '; [System.Text.Encoding]::ASCII.GetBytes('é?') -join ' '; [System.Text.Encoding]::Latin1.GetBytes('é€') -join ' '
# expect: 97 195 169 226 130 172 240 159 152 128
# expect: 233 0
# expect: 63 63
# expect: 233 63
[System.Text.Encoding]::UTF8.GetString([byte[]](255, 65)); [System.Text.Encoding]::ASCII.GetString([byte[]](200, 65)); [System.Text.Encoding]::Unicode.GetString([byte[]](65, 0, 66))
# expect: �A
# expect: ?A
# expect: A�
[System.Text.Encoding]::GetEncoding('windows-1252').GetString([byte[]](128, 233)); [System.Text.Encoding]::GetEncoding(850).WebName; [System.Text.Encoding]::GetEncoding('iso-8859-15').GetBytes('€') -join ' '
# expect: €é
# expect: ibm850
# expect: 164
fails { [System.Text.Encoding]::GetEncoding('nope') }
# expect: Exception calling "GetEncoding" with "1" argument(s): "'nope' is not a supported encoding name. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method. (Parameter 'name')"
fails { [System.Text.UTF8Encoding]::new($false, $true).GetString([byte[]](255, 65)) }
# expect: Exception calling "GetString" with "1" argument(s): "Unable to translate bytes [FF] at index 0 from specified code page to Unicode."
[System.Text.Encoding]::UTF8.GetByteCount('日本'); [System.Text.Encoding]::UTF8.GetChars([byte[]](65, 66)) -join ' '; [System.Text.Encoding]::UTF8.GetMaxByteCount(5)
# expect: 6
# expect: A B
# expect: 18
[System.Text.Encoding]::Convert([System.Text.Encoding]::UTF8, [System.Text.Encoding]::Unicode, [byte[]](65, 66)) -join ' '
# expect: 65 0 66 0
[System.Text.Encoding]::Default.Equals([System.Text.Encoding]::UTF8); [System.Text.UTF8Encoding]::new($true).GetPreamble().Count
# expect: False
# expect: 3
