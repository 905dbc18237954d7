# A text that ends behind a value passes; one that ends where something has to come does not, as in PowerShell.
"$('[1,2' | ConvertFrom-Json)" # expect: 1 2
('{"a":1' | ConvertFrom-Json).a # expect: 1
foreach ($json in '[', '["1",', '{"a":[1,', '{"a":', '{') {
  try { $json | ConvertFrom-Json } catch { "$_"; $_.FullyQualifiedErrorId }
}
# expect: Conversion from JSON failed with error: Unexpected end when reading token. Path ''.
# expect: System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand
# expect: Conversion from JSON failed with error: Unexpected end when reading token. Path ''.
# expect: System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand
# expect: Conversion from JSON failed with error: Unexpected end when reading token. Path 'a'.
# expect: System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand
# expect: Conversion from JSON failed with error: Unexpected end when reading token. Path ''.
# expect: System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand
# expect: Conversion from JSON failed with error: Unexpected end when reading token. Path ''.
# expect: System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand
