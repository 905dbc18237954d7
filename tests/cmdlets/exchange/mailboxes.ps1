# Mailboxes of the local organization, from their making to their removal.
New-AcceptedDomain -Name Contoso -DomainName contoso.com | Out-Null
(New-Mailbox -Name ann -DisplayName 'Ann Beebe').PrimarySmtpAddress # expect: ann@contoso.com
(New-Mailbox -Shared -Name Info -PrimarySmtpAddress office@contoso.com).RecipientTypeDetails # expect: SharedMailbox
New-Mailbox -Name again -PrimarySmtpAddress ann@contoso.com -ErrorAction SilentlyContinue
$Error[0].FullyQualifiedErrorId # expect: ADObjectAlreadyExistsException,Microsoft.Exchange.Management.NewMailbox
New-Mailbox -Name what -WhatIf # expect: What if: Performing the operation "New-Mailbox" on target "what".

$m = Get-Mailbox ann
"$($m.Identity) $($m.Identity.Name) $($m.Identity.Id) $($m.Id)" # expect: ann ann ann ann
"$($m.ProhibitSendQuota)" # expect: Unlimited
$m.Guid.GetType().Name # expect: Guid

Set-Mailbox ann -ProhibitSendQuota 99GB -CustomAttribute1 'two words' -EmailAddresses @{Add = 'a.beebe@contoso.com'}
$m = Get-Mailbox a.beebe@contoso.com
"$($m.ProhibitSendQuota)" # expect: 99 GB (106,300,440,576 bytes)
$m.ProhibitSendQuota.Value.ToGB() # expect: 99
$m.EmailAddresses -join ' ' # expect: SMTP:ann@contoso.com smtp:a.beebe@contoso.com
$m.CustomAttribute1 # expect: two words
Set-Mailbox ann -WindowsEmailAddress ann.beebe@contoso.com
(Get-Mailbox ann).EmailAddresses[0] # expect: SMTP:ann.beebe@contoso.com
try { Set-Mailbox ann -ProhibitSendQuota Much -ErrorAction Stop } catch { $_.Exception.GetType().Name } # expect: ParameterBindingException
try { Set-Mailbox ann -Type Castle } catch { $_.Exception.GetType().Name } # expect: ParameterBindingValidationException

Set-User ann -Department Sales -Confirm:$false
(Get-User ann).Department # expect: Sales
New-MailUser -Name ext -ExternalEmailAddress ext@fabrikam.com | Out-Null
(Get-Recipient -SortBy Name).Name -join ' ' # expect: ann ext Info
(Get-Recipient -RecipientType MailUser).Name # expect: ext
(Get-Mailbox -RecipientTypeDetails SharedMailbox).Name # expect: Info
(Get-Mailbox -Anr Bee).Name # expect: ann
(Get-Mailbox I*).Name # expect: Info
@(Get-Mailbox -GroupMailbox).Count # expect: 0
(Get-EXOMailbox ann).psobject.Properties.Name -contains 'ProhibitSendQuota' # expect: False
(Get-EXOMailbox ann -PropertySets Quota).psobject.Properties.Name -contains 'ProhibitSendQuota' # expect: True

Get-Mailbox nobody -ErrorAction SilentlyContinue
"$($Error[0])" # expect: The operation couldn't be performed because object 'nobody' couldn't be found on 'localhost'.
Get-Mailbox ext -ErrorAction SilentlyContinue
$Error[0].CategoryInfo.Category # expect: ObjectNotFound
Get-Mailbox | Remove-Mailbox -Confirm:$false
@(Get-Mailbox).Count # expect: 0
(Get-Recipient).Name # expect: ext
