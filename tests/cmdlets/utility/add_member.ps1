# What a kind of member takes as -Value and -SecondValue.
foreach ($arguments in @{ MemberType = 'NoteProperty'; Value = 1; SecondValue = 2 }, @{ MemberType = 'ScriptMethod'; Value = $null },
  @{ MemberType = 'ScriptProperty'; Value = $null }, @{ MemberType = 'Method' }, @{ MemberType = 'AliasProperty'; Value = 'Length'; SecondValue = 'NoSuchType' },
  @{ MemberType = 'ScriptMethod'; Value = 'text' }) {
  try { Add-Member -InputObject a -Name N @arguments } catch { $_.FullyQualifiedErrorId -replace ',.*' }
}
# expect: Value2ShouldNotBeSpecified
# expect: Value1ShouldNotBeNull
# expect: Value1AndValue2AreNotBothNull
# expect: CannotAddMemberType
# expect: InvalidCastFromStringToType
# expect: ConvertToFinalInvalidCastException
try { Add-Member -InputObject a -Name N -MemberType Method } catch { "$_" }
# expect: Cannot add a member with type "Method". Specify a different type for the MemberTypes parameter.
(Add-Member -InputObject a AliasProperty Text Length String -PassThru).Text.GetType().Name # expect: String
([pscustomobject]@{} | Add-Member Property 5 -PassThru).Property # expect: 5
('a' | Add-Member -TypeName My.Type -PassThru).PSTypeNames[0] # expect: My.Type
