# A file or text that is no XML.
$file = New-TemporaryFile
Set-Content $file '<a><b>'
try { Select-Xml -Path $file -XPath b -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name }
# expect: ProcessingFile,Microsoft.PowerShell.Commands.SelectXmlCommand
# expect: ArgumentException
try { Select-Xml -Content hello -XPath b -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
# expect: InvalidCastToXmlDocument,Microsoft.PowerShell.Commands.SelectXmlCommand
Remove-Item $file
