# Members after a dot and two colons, of live values, of what a command writes, of types.
function T($text) { (TabExpansion2 $text).CompletionMatches.CompletionText -join ' ' }
$abc = 'text'
$user = [pscustomobject]@{ Name = 'a'; 'Full Name' = 'b' }
$list = $user, $user
$table = @{ alpha = 1 }
T '$abc.Sub' # expect: Substring(
T '$abc.Substring(1).Len' # expect: Length
T '$user.Na' # expect: Name
T '$user.F' # expect: 'Full Name'
T '$list.Na' # expect: Name
T '$table.al' # expect: alpha
T '[int]::Ma' # expect: Max( MaxMagnitude( MaxValue
T '[DayOfWeek]::Su' # expect: Sunday
T '[datetime]::Now.DayOfY' # expect: DayOfYear
T '(Get-Date).DayOfY' # expect: DayOfYear
T '"$($abc.Len' # expect: Length
T '[math]::Max($abc.Len' # expect: Length
T 'Get-ChildItem | Where-Object { $_.Extens' # expect: Extension
T 'Get-ChildItem | Sort-Object Length | Select-Object -Property Exten' # expect: Extension
T 'Get-ChildItem | ForEach-Object Exten' # expect: Extension
T 'Get-MigrationUser | Select-Object Identity, Email' # expect: EmailAddress
T 'Get-MigrationUser | Get-MigrationUserStatistics | Format-Table Identity, @{ n = "x"; e = { $_.BytesTr' # expect: BytesTransferred
T 'Get-Mailbox | Sort-Object PrimaryS' # expect: PrimarySmtpAddress
T 'Get-ChildItem | Select-Object @{ E' # expect: Expression
T '$batch = Get-MigrationBatch; $batch.TotalC' # expect: TotalCount
T 'foreach ($u in Get-MigrationUser) { $u.EmailA' # expect: EmailAddress
$found = (TabExpansion2 '$abc.Substr').CompletionMatches[0]
"$($found.ResultType) $($found.ListItemText)" # expect: Method Substring
$found.ToolTip # expect: string Substring(int startIndex), string Substring(int startIndex, int length)
