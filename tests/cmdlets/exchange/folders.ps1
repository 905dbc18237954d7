# Folders and statistics, over an empty Maildir.
New-AcceptedDomain -Name Contoso -DomainName contoso.com | Out-Null
New-Mailbox -Name ann | Out-Null
(New-MailboxFolder -Parent ann:\ -Name 'Old mail').FolderPath -join '/' # expect: Old mail
"$((New-MailboxFolder -Parent ann:\Inbox -Name 2024).Identity)" # expect: ann:\Inbox\2024
(Get-MailboxFolder ann:\ -GetChildren).Name -join ', ' # expect: Inbox, Old mail
(Get-MailboxFolderStatistics ann).FolderPath -join ' ' # expect: /Top of Information Store /Inbox /Inbox/2024 /Old mail
(Get-MailboxFolderStatistics ann -FolderScope Inbox).FolderType -join ' ' # expect: Inbox User Created
$s = Get-MailboxStatistics ann
"$($s.ItemCount) $($s.TotalItemSize) $($s.TotalItemSize.Value.ToMB())" # expect: 0 0 B (0 bytes) 0
(Get-EXOMailboxStatistics -Identity ann).psobject.Properties.Name -join ' '
# expect: DeletedItemCount DisplayName ItemCount MailboxGuid TotalDeletedItemSize TotalItemSize
Get-MailboxFolder -ErrorAction SilentlyContinue
$Error[0].FullyQualifiedErrorId # expect: MailboxRequired,Microsoft.Exchange.Management.GetMailboxFolder
Connect-ExchangeOnline -UserPrincipalName ann@contoso.com -ShowBanner:$false
(Get-MailboxFolder -GetChildren).Count # expect: 2
(Get-ConnectionInformation).Name # expect: ExchangeOnline_1
Disconnect-ExchangeOnline -Confirm:$false
@(Get-ConnectionInformation).Count # expect: 0
