# -Filter: the subset of OPATH that administrators write.
New-AcceptedDomain -Name Contoso -DomainName contoso.com | Out-Null
New-Mailbox -Name ann -DisplayName 'Ann Beebe' | Out-Null
New-Mailbox -Name bob -DisplayName "Bob O'Hara" | Out-Null
New-Mailbox -Name carl -DisplayName Carl | Out-Null
Set-Mailbox bob -HiddenFromAddressListsEnabled $true -CustomAttribute1 7
Set-User carl -Department Sales -Confirm:$false
function names($filter) { (Get-Mailbox -Filter $filter).Name -join ' ' }
names "Alias -eq 'ANN'" # expect: ann
names "Alias -ne 'ann'" # expect: bob carl
names "DisplayName -like '*e*'" # expect: ann
names "DisplayName -notlike '*a*'" # expect:
names "DisplayName -eq 'Bob O''Hara'" # expect: bob
names "HiddenFromAddressListsEnabled -eq `$true" # expect: bob
names "Department -eq 'Sales' -or CustomAttribute1 -eq '7'" # expect: bob carl
names "Alias -eq 'ann' -or Alias -eq 'bob' -and CustomAttribute1 -eq '8'" # expect: ann
names "(Alias -eq 'ann' -or Alias -eq 'bob') -and -not (CustomAttribute1 -eq '7')" # expect: ann
names "CustomAttribute1 -ne `$null" # expect: bob
names "EmailAddresses -like 'smtp:carl@*'" # expect: carl
names '{Alias -like "c*"}' # expect: carl
names "SKUAssigned -eq `$true" # expect:
try { names "Allias -eq 'ann'" } catch { "$_" } # expect: "Allias" is not a recognized filterable property: recipients have none of that name.
try { Get-Mailbox -SortBy Allias } catch { "$_".Split('.')[0] } # expect: Recipients have no property "Allias" to sort by
(Get-Mailbox -SortBy DisplayName).Name -join ' ' # expect: ann bob carl
(Get-Mailbox (Get-Mailbox ann).DistinguishedName).Name # expect: ann
(Get-Mailbox contoso.com/Users/bob).Name # expect: bob
foreach ($wrong in "Alias", "Alias -foo 'x'", "Alias -eq", "(Alias -eq 'x'", "Alias -eq 'x", "Alias -eq 'x' y", "") {
	try { Get-Mailbox -Filter $wrong -ErrorAction Stop; 'accepted' } catch { $_.FullyQualifiedErrorId -replace ',.*' }
}
# expect: InvalidFilter
# expect: InvalidFilter
# expect: InvalidFilter
# expect: InvalidFilter
# expect: InvalidFilter
# expect: InvalidFilter
# expect: InvalidFilter
