# What is no scope is refused.
foreach ($command in { Get-Alias -Scope bogus }, { Get-Alias gal -Scope 99999 }, { Remove-Alias gal -Scope bogus }) {
  try { & $command } catch { $_.FullyQualifiedErrorId }
}
# expect: Argument,Microsoft.PowerShell.Commands.GetAliasCommand
# expect: ArgumentOutOfRange,Microsoft.PowerShell.Commands.GetAliasCommand
# expect: Argument,Microsoft.PowerShell.Commands.RemoveAliasCommand
try { Get-Verb -Group nope } catch { $_.FullyQualifiedErrorId }
# expect: ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetVerbCommand
# The limit of shown items is the global one, and an int.
$global:FormatEnumerationLimit = 2
& { $FormatEnumerationLimit = 1; ([pscustomobject]@{ A = 1, 2, 3 } | Format-List | Out-String).Trim() } # expect: A : {1, 2…}
$global:FormatEnumerationLimit = 'two'
([pscustomobject]@{ A = 1, 2, 3, 4, 5, 6 } | Format-List | Out-String).Trim() # expect: A : {1, 2, 3, 4…}
