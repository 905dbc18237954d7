# Type data: given by parameters and by files, listed, taken back; what is wrong is named.
@'
<Types>
  <Type><Name>My.File</Name><Members>
    <NoteProperty><Name>N</Name><Value>7</Value></NoteProperty>
    <AliasProperty><Name>Al</Name><ReferencedMemberName>A</ReferencedMemberName></AliasProperty>
    <ScriptProperty><Name>Sp</Name><GetScriptBlock>$this.A * 2</GetScriptBlock><SetScriptBlock>$this.A = $args[0]</SetScriptBlock></ScriptProperty>
    <ScriptMethod><Name>Sm</Name><Script>"hi $($args[0])"</Script></ScriptMethod>
    <MemberSet><Name>PSStandardMembers</Name><Members>
      <PropertySet><Name>DefaultDisplayPropertySet</Name><ReferencedProperties><Name>A</Name><Name>Sp</Name></ReferencedProperties></PropertySet>
    </Members></MemberSet>
  </Members></Type>
</Types>
'@ | Set-Content mine.types.ps1xml
Update-TypeData mine.types.ps1xml
$o = [pscustomobject]@{ PSTypeName = 'My.File'; A = 3; B = 4 }
"$($o.N) $($o.Al) $($o.Sp) $($o.Sm('you'))" # expect: 7 3 6 hi you
$o.Sp = 10
$o.A # expect: 10
($o | Format-List | Out-String).Trim() -replace '\s+', ' ' # expect: A : 10 Sp : 20
$data = Get-TypeData My.*
"$($data.TypeName): $($data.Members.Keys)" # expect: My.File: N Al Sp Sm
$data.Members['Al'].ReferencedMemberName # expect: A
"$($data.DefaultDisplayPropertySet.ReferencedProperties)" # expect: A Sp
Remove-TypeData -Path mine.types.ps1xml
$null -eq $o.N # expect: True
Update-TypeData -TypeName int -MemberType ScriptProperty -MemberName Half -Value { $this / 2 }
(5).Half # expect: 2.5
Update-TypeData -TypeName My.B -MemberType AliasProperty -MemberName Text -Value A -SecondValue string
([pscustomobject]@{ PSTypeName = 'My.B'; A = 5 }).Text.GetType().Name # expect: String
function failure([scriptblock] $block) { try { & $block } catch { "$($_.FullyQualifiedErrorId.Split(',')[0]): $_".Replace("$PWD/", '') } }
failure { Update-TypeData -TypeName int -MemberType NoteProperty -MemberName Half -Value 1 -ErrorAction Stop } # expect: TypesDynamicUpdateException: Error in TypeData "System.Int32": The member Half is already present.
failure { Update-TypeData -TypeName My.C -MemberType NoteProperty -MemberName Z } # expect: ValueShouldBeSpecified: The Value parameter is required for the type "NoteProperty". Please specify the Value parameter.
failure { Update-TypeData -TypeName My.C -MemberName Z } # expect: MemberTypeIsMissing: The MemberName, Value, and SecondValue parameters cannot be specified without the MemberType parameter.
failure { Update-TypeData -TypeName My.C -ErrorAction Stop } # expect: TypeDataEmpty: No member is specified for the update on type "My.C".
failure { Update-TypeData -TypeName My.C -MemberType ScriptMethod -MemberName Z -Value { 1 } -SecondValue { 2 } } # expect: SecondValueShouldNotBeSpecified: The SecondValue parameter is not necessary for a member of type "ScriptMethod", and should not be specified. Do not specify the SecondValue parameter when updating this member type.
failure { Update-TypeData -TypeName My.C -MemberType CodeProperty -MemberName Z -Value 'abc' } # expect: ConvertToFinalInvalidCastException: Cannot convert the "abc" value of type "System.String" to type "System.Reflection.MethodInfo".
'<Types><Type><Name>My.D</Name></Type></Types>' | Set-Content bad.types.ps1xml
failure { Update-TypeData bad.types.ps1xml -ErrorAction Stop } # expect: TypesXmlUpdateException: , bad.types.ps1xml(1) : Error in type "My.D": The "Type" node must have "Members", "TypeConverters", or "TypeAdapters".
failure { Remove-TypeData My.Nothing -ErrorAction Stop } # expect: TypesDynamicRemoveException: Error in TypeData "My.Nothing": The type "My.Nothing" was not found. The type name value must be the full name of the type. Verify the type name and run the command again.
Get-TypeData System.Int32 | Remove-TypeData
$null -eq (5).Half # expect: True
