# What goes into an archive comes out again; what is in the way, and entries that lead elsewhere, are refused.
New-Item src/sub, src/empty -ItemType Directory | Out-Null
'one' | Set-Content src/a.txt
'two' | Set-Content src/sub/b.txt
'loose' | Set-Content c.txt
Set-ItemProperty src/a.txt LastWriteTime '2020-02-03 04:05:06'
(Compress-Archive src, c.txt out -PassThru).Name # expect: out.zip
Expand-Archive out.zip there
(Get-ChildItem there -Recurse -Name | Sort-Object) -join ' ' # expect: c.txt src src/a.txt src/empty src/sub src/sub/b.txt
Get-Content there/src/sub/b.txt # expect: two
(Get-Item there/src/a.txt).LastWriteTime.ToString('s') # expect: 2020-02-03T04:05:06
'new' | Set-Content src/a.txt
Compress-Archive src/a.txt out.zip -Update
Compress-Archive -LiteralPath src -DestinationPath out.zip -Update -CompressionLevel Fastest
(Expand-Archive out.zip again -PassThru | ForEach-Object Name) -join ' ' # expect: c.txt a.txt empty a.txt sub b.txt
Get-Content again/src/a.txt # expect: new
Expand-Archive out.zip
Test-Path out/c.txt # expect: True
'src/sub', 'c.txt' | Compress-Archive -DestinationPath piped.zip -CompressionLevel NoCompression
(Expand-Archive piped.zip piped -PassThru | Where-Object { -not $_.PSIsContainer } | ForEach-Object Name) -join ' ' # expect: b.txt c.txt
Compress-Archive c.txt out.zip -Force
(Expand-Archive out.zip forced -PassThru).Name -join ' ' # expect: c.txt
function failure([scriptblock] $block) { try { & $block } catch { "$($_.FullyQualifiedErrorId): $_".Replace("$PWD/", '') } }
failure { Compress-Archive c.txt out.zip } # expect: ArchiveFileExists,Compress-Archive: The archive file out.zip already exists. Use the -Update parameter to update the existing archive file or use the -Force parameter to overwrite the existing archive file.
failure { Compress-Archive nope.txt x.zip } # expect: ArchiveCmdletPathNotFound,Compress-Archive: The path 'nope.txt' either does not exist or is not a valid file system path.
failure { Compress-Archive c.txt no/x.zip } # expect: ArchiveCmdletPathNotFound,Compress-Archive: The path 'no' either does not exist or is not a valid file system path.
failure { Compress-Archive c.txt, C.TXT x.zip } # expect: DuplicatePathFound,Compress-Archive: The input to Path parameter contains a duplicate path 'C.TXT'. Provide a unique set of paths as input to Path parameter.
failure { Expand-Archive nope.zip } # expect: ArchiveCmdletPathNotFound,Expand-Archive: The path 'nope.zip' either does not exist or is not a valid file system path.
failure { Expand-Archive c.txt } # expect: System.IO.FileFormatException,Expand-Archive: File 'c.txt' does not appear to be a valid zip archive.
failure { Expand-Archive out.zip forced -ErrorAction Stop } # expect: ExpandArchiveFileExists,Expand-Archive: Failed to create file 'forced/c.txt' while expanding the archive file 'out.zip' contents as the file 'forced/c.txt' already exists. Use the -Force parameter if you want to overwrite the existing directory 'forced/c.txt' contents when expanding the archive file.
'changed' | Set-Content forced/c.txt
Expand-Archive out.zip forced -Force
Get-Content forced/c.txt # expect: loose
Set-ItemProperty out.zip IsReadOnly $true
(failure { Compress-Archive c.txt out.zip -Update }) -match '^ArchiveFileIsReadOnly,Compress-Archive: The attributes of the archive file out.zip is set to ''ReadOnly''' # expect: True
Test-Path x.zip # expect: False
# An archive whose entries are named ../evil.txt and good.txt
$zip = 'UEsDBBQAAAAAAAAAIQAAAAAAAAAAAAAAAAALAAAALi4vZXZpbC50eHRQSwMEFAAAAAAAAAAhAAAAAAAAAAAAAAAAAAgAAABnb29kLnR4dFBLAQIUAxQAAAAAAAAAIQAAAAAAAAAAAAAAAAALAAAAAAAAAAAAAACAAQAAAAAuLi9ldmlsLnR4dFBLAQIUAxQAAAAAAAAAIQAAAAAAAAAAAAAAAAAIAAAAAAAAAAAAAACAASkAAABnb29kLnR4dFBLBQYAAAAAAgACAG8AAABPAAAAAAA='
[IO.File]::WriteAllBytes("$PWD/evil.zip", [Convert]::FromBase64String($zip))
Expand-Archive evil.zip deep -ErrorAction SilentlyContinue -ErrorVariable refused
"$refused" # expect: Can not process invalid archive entry '../evil.txt'.
Test-Path evil.txt # expect: False
Test-Path deep/good.txt # expect: True
(Get-ChildItem -Recurse -Force -Name *.zip.??????).Count # expect: 0
