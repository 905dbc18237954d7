# Accepted domains and settings of the organization.
(New-AcceptedDomain -Name Contoso -DomainName contoso.com).Default # expect: True
(New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com -DomainType InternalRelay).DomainType # expect: InternalRelay
Set-AcceptedDomain Fabrikam -MakeDefault $true
(Get-AcceptedDomain | Where-Object Default).Name # expect: Fabrikam
(Get-AcceptedDomain *.com).Count # expect: 2
try { Set-AcceptedDomain Contoso -DomainType Foo } catch { $_.FullyQualifiedErrorId } # expect: ParameterArgumentValidationError,Microsoft.Exchange.Management.SetAcceptedDomain
New-AcceptedDomain -Name bad -DomainName 'no domain' -ErrorAction SilentlyContinue
$Error[0].FullyQualifiedErrorId # expect: InvalidDomain,Microsoft.Exchange.Management.NewAcceptedDomain
Remove-AcceptedDomain Contoso -Confirm:$false
(Get-AcceptedDomain).DomainName # expect: fabrikam.com
Get-AcceptedDomain Contoso -ErrorAction SilentlyContinue
$Error[0].CategoryInfo.Category # expect: ObjectNotFound
Set-OrganizationConfig -FocusedInboxOn $false
(Get-OrganizationConfig).FocusedInboxOn # expect: False
@(Get-MoveRequest).Count # expect: 0
Set-AcceptedDomain Fabrikam -OutboundOnly $true -WarningVariable warned -WarningAction SilentlyContinue
"$warned" # expect: In the local organization there is nothing that -OutboundOnly could set; ignored.
