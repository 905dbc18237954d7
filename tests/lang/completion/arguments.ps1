# Values of arguments: enumerations, sets, names of objects, paths.
function T($text) { (TabExpansion2 $text).CompletionMatches.CompletionText -join ' ' }
function Show-It { param([ValidateSet('red', 'dark green')][string]$Color, [ArgumentCompletions('x1', 'x2')]$Some, [ConsoleColor]$Shade, [switch]$Loud) }
T 'Show-It -' # expect: -Color -Loud -Shade -Some
T 'Get-Date -Verb' # expect: -Verbose
T 'Show-It -Color ' # expect: 'dark green' red
T 'Show-It -Loud r' # expect: red
T "Show-It -Color 'd" # expect: 'dark green'
T 'Show-It -Color:r' # expect: red
T 'Show-It -Some x' # expect: x1 x2
T 'Show-It -Shade DarkM' # expect: DarkMagenta
T 'New-MigrationEndpoint -Security ' # expect: None Ssl Tls
T 'Get-MigrationUser -Status Fa' # expect: Failed
T 'Get-MigrationUser | Where-Object Status -eq Fa' # expect: Failed
T 'Get-MigrationUser | Where-Object { $_.Status -eq Fa' # expect: 'Failed'
T "Get-MigrationUser | Where-Object { `$_.Status -eq 'Fa" # expect: 'Failed'
T 'Get-Command Get-MigrationUserS' # expect: Get-MigrationUserStatistics
T 'New-Object -TypeName System.Text.StringB' # expect: System.Text.StringBuilder
$folder = New-Item -ItemType Directory (Join-Path ([System.IO.Path]::GetTempPath()) "exosh-complete.$PID")
$null = New-Item "$folder/My File.csv", "$folder/other.csv"
"a,b`n1,2" | Set-Content "$folder/other.csv"
(T "Get-Content $folder/o") -eq "$folder/other.csv" # expect: True
(T "Get-Content $folder/M") -eq "'$folder/My File.csv'" # expect: True
(T "Get-Content `"$folder/M") -eq "`"$folder/My File.csv`"" # expect: True
$null = New-PSDrive -Name K -PSProvider FileSystem -Root $folder
T 'Import-Csv K:\ot' # expect: K:\other.csv
T 'Import-Csv K:\other.csv | Where-Object ' # expect: a b
Set-Location $folder
T 'Get-Content ot' # expect: ./other.csv
Set-Location /
Remove-Item -Recurse $folder
T 'Get-ChildItem env:HOM' # expect: env:HOME
