# Copy-Item and Move-Item: into folders, onto what is there, between providers.
New-Item src/sub, dst -ItemType Directory | Out-Null
'1' | Set-Content src/a.txt
'2' | Set-Content src/sub/b.log
'3' | Set-Content src/sub/c.txt
(Copy-Item src dst -Recurse -PassThru | ForEach-Object Name) -join ' ' # expect: src a.txt sub b.log c.txt
Copy-Item src only -Recurse -Filter *.txt
(Get-ChildItem only -Recurse -Name) -join ' ' # expect: sub a.txt sub/c.txt
New-Item flat -ItemType Directory | Out-Null
Copy-Item src flat -Recurse -Container:$false
(Get-ChildItem flat -Recurse -Name) -join ' ' # expect: a.txt b.log c.txt
function failure([scriptblock] $block) { try { & $block } catch { "$($_.FullyQualifiedErrorId.Split(',')[0]): $_".Replace("$PWD/", '') } }
failure { Copy-Item src src/a.txt -ErrorAction Stop } # expect: CopyContainerItemToLeafError: Container cannot be copied onto existing leaf item. (Parameter 'path')
failure { Copy-Item src/a.txt src/a.txt -ErrorAction Stop } # expect: CopyError: Cannot overwrite the item src/a.txt with itself.
failure { Copy-Item src/a.txt Env:q -ErrorAction Stop } # expect: CopyItemSourceAndDestinationNotSameProvider: Source and destination path did not resolve to the same provider. (Parameter 'path')
failure { Copy-Item src/a.txt no/such -ErrorAction Stop } # expect: CopyFileInfoItemIOError: Could not find a part of the path 'no/such'.
failure { Move-Item src src -ErrorAction Stop } # expect: MoveItemArgumentError: Destination path cannot be a subdirectory of the source or the source itself: src/src.
failure { Move-Item src/a.txt flat -ErrorAction Stop } # expect: MoveFileInfoItemIOError: The file 'flat/a.txt' already exists.
Move-Item src/a.txt flat -Force
Test-Path src/a.txt # expect: False
failure { Move-Item src dst -ErrorAction Stop } # expect: MoveDirectoryItemIOError: Cannot create 'dst/src' because a file or directory with the same name already exists.
$one = 1
Copy-Item Variable:one Variable:two
$two # expect: 1
failure { Move-Item Variable:one Variable:three -ErrorAction Stop } # expect: NotSupported: The NavigationCmdletProvider methods are not supported by this provider.
