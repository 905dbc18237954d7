# System.IO: files, folders, paths, streams, readers and writers
function fails([scriptblock]$code) { try { & $code } catch { $_.Exception.Message } }

$d='/tmp/exosh-lang-io'; if ([IO.Directory]::Exists($d)) {[IO.Directory]::Delete($d,$true)}
fails {[IO.File]::ReadAllText('/nonexist/x')}
# expect: Exception calling "ReadAllText" with "1" argument(s): "Could not find a part of the path '/nonexist/x'."
fails {[IO.File]::ReadAllText('/tmp/nonexist')}
# expect: Exception calling "ReadAllText" with "1" argument(s): "Could not find file '/tmp/nonexist'."
fails {[IO.File]::ReadAllText('')}
# expect: Exception calling "ReadAllText" with "1" argument(s): "The value cannot be an empty string. (Parameter 'path')"
fails {[IO.File]::ReadAllText('/tmp')}
# expect: Exception calling "ReadAllText" with "1" argument(s): "Access to the path '/tmp' is denied."
fails {[IO.File]::WriteAllText('/tmp','a')}
# expect: Exception calling "WriteAllText" with "2" argument(s): "Access to the path '/tmp' is denied."
fails {[IO.Directory]::GetFiles('/nonexist')}
# expect: Exception calling "GetFiles" with "1" argument(s): "Could not find a part of the path '/nonexist'."
fails {[IO.Directory]::Delete('/nonexist')}
# expect: Exception calling "Delete" with "1" argument(s): "Could not find a part of the path '/nonexist'."
fails {[IO.Directory]::CreateDirectory("$d/a/b").FullName; [IO.Directory]::Delete("$d/a")}
# expect: /tmp/exosh-lang-io/a/b
# expect: Exception calling "Delete" with "1" argument(s): "Directory not empty : '/tmp/exosh-lang-io/a'"
fails {[IO.File]::WriteAllText("$d/f.txt",'héllo'); [IO.File]::Copy("$d/f.txt","$d/f.txt")}
# expect: Exception calling "Copy" with "2" argument(s): "The file '/tmp/exosh-lang-io/f.txt' already exists."
fails {[IO.File]::Move("$d/nope","$d/z")}
# expect: Exception calling "Move" with "2" argument(s): "Could not find file '/tmp/exosh-lang-io/nope'."
fails {[IO.File]::Delete("$d/nope")}
fails {[IO.File]::Delete("$d/nodir/nope")}
# expect: Exception calling "Delete" with "1" argument(s): "Could not find a part of the path '/tmp/exosh-lang-io/nodir/nope'."
fails {[IO.File]::WriteAllLines("$d/l.txt",[string[]]('a','b')); [IO.File]::ReadAllText("$d/l.txt").Length; [IO.File]::ReadAllLines("$d/l.txt").GetType().Name}
# expect: 4
# expect: String[]
fails {[IO.File]::AppendAllText("$d/l.txt","c`n"); [IO.File]::AppendAllLines("$d/l.txt",[string[]]('d')); [IO.File]::ReadAllLines("$d/l.txt") -join ','}
# expect: a,b,c,d
fails {[IO.File]::WriteAllText("$d/u.txt",'é',[Text.Encoding]::Unicode); [IO.File]::ReadAllBytes("$d/u.txt") -join ' '; [IO.File]::ReadAllText("$d/u.txt")}
# expect: 255 254 233 0
# expect: é
fails {[IO.Directory]::GetFileSystemEntries($d).Count; [IO.Directory]::GetFiles($d,'*.txt','AllDirectories').Count; [IO.Directory]::GetFiles($d,'l*').Count}
# expect: 4
# expect: 3
# expect: 1
fails {[IO.File]::GetAttributes("$d/f.txt"); [IO.File]::GetAttributes($d); [IO.File]::GetAttributes("$d/nope")}
# expect: Normal
# expect: Directory
# expect: Exception calling "GetAttributes" with "1" argument(s): "Could not find file '/tmp/exosh-lang-io/nope'."
fails {[IO.File]::GetLastWriteTime("$d/nope").ToString('s')}
# expect: 1601-01-01T00:00:00
fails {[IO.File]::SetLastWriteTime("$d/f.txt",[datetime]'2020-01-02'); [IO.File]::GetLastWriteTime("$d/f.txt").ToString('s'); [IO.File]::GetLastWriteTimeUtc("$d/f.txt").Kind}
# expect: 2020-01-02T00:00:00
# expect: Utc
fails {$s=[IO.StreamWriter]::new("$d/s.txt"); $s.WriteLine('one'); $s.Write('two {0}',5); $s.Write([char]'!'); $s.Close(); [IO.File]::ReadAllText("$d/s.txt"); $s.WriteLine('x')}
# expect: one
# expect: two 5!
# expect: Exception calling "WriteLine" with "1" argument(s): "Cannot write to a closed TextWriter.
# expect: Object name: 'StreamWriter'."
fails {$r=[IO.StreamReader]::new("$d/s.txt"); $r.ReadLine(); $r.Peek(); $r.Read(); $r.EndOfStream; $r.ReadToEnd(); $r.EndOfStream; $null -eq $r.ReadLine(); $r.Close(); $r.ReadLine()}
# expect: one
# expect: 116
# expect: 116
# expect: False
# expect: wo 5!
# expect: True
# expect: True
# expect: Exception calling "ReadLine" with "0" argument(s): "Cannot read from a closed TextReader.
# expect: Object name: 'StreamReader'."
fails {$f=[IO.File]::OpenRead("$d/s.txt"); $f.GetType().FullName; $f.Length; $f.CanWrite; $b=[byte[]]::new(4); $f.Read($b,0,4); $f.Position; $f.Name; $f.Close()}
# expect: System.IO.FileStream
# expect: 10
# expect: False
# expect: 4
# expect: 4
# expect: /tmp/exosh-lang-io/s.txt
fails {$f=[IO.File]::Open("$d/new.bin",'Create'); $f.Write([byte[]](1,2,3),0,3); $f.WriteByte(9); $f.Flush(); $f.Seek(0,'Begin'); $f.ReadByte(); $f.Dispose()}
# expect: 0
# expect: 1
fails {[IO.File]::Open("$d/nope",'Open')}
# expect: Exception calling "Open" with "2" argument(s): "Could not find file '/tmp/exosh-lang-io/nope'."
fails {[IO.File]::Open("$d/f.txt",'CreateNew')}
# expect: Exception calling "Open" with "2" argument(s): "The file '/tmp/exosh-lang-io/f.txt' already exists."
fails {$m=[IO.MemoryStream]::new(); $w=[IO.StreamWriter]::new($m); $w.Write('abc'); $w.Flush(); $m.ToArray() -join ','; $m.Length; $m.Position=0; [IO.StreamReader]::new($m).ReadToEnd()}
# expect: 97,98,99
# expect: 3
# expect: abc
fails {$m=[IO.MemoryStream]::new([byte[]](1,2,3)); $m.CanWrite; $m.ReadByte(); $m.Capacity; $m.WriteByte(7); $m.ToArray() -join ','; $m.SetLength(10)}
# expect: True
# expect: 1
# expect: 3
# expect: 1,7,3
# expect: Exception calling "SetLength" with "1" argument(s): "Memory stream is not expandable."
fails {$sr=[IO.StringReader]::new("a`nb`r`nc"); $sr.ReadLine(); $sr.ReadLine(); $sr.ReadToEnd(); $sr.Peek()}
# expect: a
# expect: b
# expect: c
# expect: -1
fails {$sw=[IO.StringWriter]::new(); $sw.WriteLine('x'); $sw.Write(5); $sw.ToString(); "$sw"; $sw.NewLine.Length; $sw.GetStringBuilder().Length}
# expect: x
# expect: 5
# expect: x
# expect: 5
# expect: 1
# expect: 3
fails {[IO.Path]::GetFullPath('')}
# expect: Exception calling "GetFullPath" with "1" argument(s): "The value cannot be an empty string. (Parameter 'path')"
fails {[IO.Path]::GetFullPath('a','/b')}
# expect: /b/a
fails {[IO.Path]::Combine($null,'a')}
# expect: a
fails {[IO.Path]::GetInvalidFileNameChars().Count; [IO.Path]::GetInvalidPathChars().Count; [IO.Path]::PathSeparator; [IO.Path]::AltDirectorySeparatorChar; [IO.Path]::VolumeSeparatorChar}
# expect: 2
# expect: 1
# expect: :
# expect: /
# expect: /
fails {[IO.Path]::GetDirectoryName('a'); [IO.Path]::GetDirectoryName(''); $null -eq [IO.Path]::GetDirectoryName('/'); [IO.Path]::GetDirectoryName('/a'); [IO.Path]::GetDirectoryName('a/b/'); [IO.Path]::GetFileName('a/'); [IO.Path]::GetExtension('.bashrc'); [IO.Path]::GetExtension('a.'); [IO.Path]::GetFileNameWithoutExtension('.bashrc'); [IO.Path]::ChangeExtension('a','txt'); [IO.Path]::ChangeExtension('a.b','') }
# expect:
# expect: True
# expect: /
# expect: a/b
# expect:
# expect: .bashrc
# expect:
# expect:
# expect: a.txt
# expect: a.
fails {[IO.Path]::GetRelativePath('/a','/a'); [IO.Path]::GetRelativePath('/a/b','/c'); [IO.Path]::IsPathFullyQualified('a'); [IO.Path]::EndsInDirectorySeparator('a/'); [IO.Path]::Exists('/tmp'); [IO.Path]::Join('a','b','c'); [IO.Path]::Combine('a','','b'); [IO.Path]::Combine([string[]]('a','b'))}
# expect: .
# expect: ../../c
# expect: False
# expect: True
# expect: True
# expect: a/b/c
# expect: a/b
# expect: a/b
fails {[IO.File]::Exists($null); [IO.File]::Exists('/tmp'); [IO.Directory]::Exists('/tmp'); [IO.Directory]::GetCurrentDirectory().Length -gt 0; [IO.Directory]::GetParent('/a/b').FullName}
# expect: False
# expect: False
# expect: True
# expect: True
# expect: /a
fails {[IO.File]::ReadAllLines("$d/f.txt",[Text.Encoding]::Latin1)}
# expect: hÃ©llo
fails {[IO.File]::Replace("$d/f.txt","$d/l.txt","$d/bak"); [IO.File]::Exists("$d/bak")}
# expect: True
fails {[IO.Directory]::Move($d,'/tmp/exosh-lang-io2'); [IO.Directory]::Delete('/tmp/exosh-lang-io2',$true)}
fails {[IO.FileInfo]::new('/tmp/zz').Exists; [IO.StreamReader]::new('/nonexist/z')}
# expect: False
# expect: Exception calling ".ctor" with "1" argument(s): "Could not find a part of the path '/nonexist/z'."
fails {[IO.File]::SetAttributes('/tmp/zzz','ReadOnly')}
# expect: Exception calling "SetAttributes" with "2" argument(s): "Could not find file '/tmp/zzz'."
