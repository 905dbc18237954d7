# BitConverter, hashes, Random, Complex, Lazy
function fails([scriptblock]$code) { try { & $code } catch { $_.Exception.Message } }

fails {[BitConverter]::ToString([byte[]](1,171)); [BitConverter]::GetBytes(1.5) -join ' '; [BitConverter]::ToDouble([byte[]](0,0,0,0,0,0,248,63),0); [BitConverter]::GetBytes([char]'A') -join ' '}
# expect: 01-AB
# expect: 0 0 0 0 0 0 248 63
# expect: 1.5
# expect: 65 0
fails {[BitConverter]::ToInt32([byte[]](1,2),0)}
# expect: Exception calling "ToInt32" with "2" argument(s): "The array starting from the specified index is not long enough to read a value of the specified type. (Parameter 'value')"
fails {([System.Security.Cryptography.SHA256]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes('abc')) | % { $_.ToString('x2') }) -join ''}
# expect: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
fails {[BitConverter]::ToString([System.Security.Cryptography.MD5]::Create().ComputeHash([byte[]]@())); [System.Security.Cryptography.SHA1]::Create().HashSize; [BitConverter]::ToString([System.Security.Cryptography.SHA512]::HashData([byte[]](1)))}
# expect: D4-1D-8C-D9-8F-00-B2-04-E9-80-09-98-EC-F8-42-7E
# expect: 160
# expect: 7B-54-B6-68-36-C1-FB-DD-13-D2-44-1D-9E-14-34-DC-62-CA-67-7F-B6-8F-5F-E6-6A-46-4B-AA-DE-CD-BD-00-57-6F-8D-6B-5A-C3-BC-C8-08-44-B7-D5-0B-1C-C6-60-34-44-BB-E7-CF-CF-8F-C0-AA-1E-E3-C6-36-D9-E3-39
fails {[BitConverter]::ToString([System.Security.Cryptography.HMACSHA256]::new([byte[]](1,2,3)).ComputeHash([byte[]](4)))}
# expect: CF-7E-9F-F7-EE-7F-7B-0A-17-F7-43-00-CE-4B-5F-EA-54-87-79-26-CC-07-AC-81-5F-0A-A7-4F-FE-34-1C-19
fails {[System.Security.Cryptography.HashAlgorithm]::Create('SHA256').GetType().Name}
# expect: SHA256Managed
fails {$r=[Random]::new(42); $r.Next(); $r.Next(10); $r.Next(5,10); $r.NextDouble(); $b=[byte[]]::new(4); $r.NextBytes($b); $b -join ','}
# expect: 1434747710
# expect: 1
# expect: 5
# expect: 0.522764276025241
# expect: 174,4,205,59
fails {[Random]::new(1).Next(10,5)}
# expect: Exception calling "Next" with "2" argument(s): "'minValue' cannot be greater than maxValue. (Parameter 'minValue')"
fails {$w=[Diagnostics.Stopwatch]::StartNew(); $w.IsRunning; $w.Stop(); $w.IsRunning; $w.ElapsedMilliseconds -lt 1000; [Diagnostics.Stopwatch]::Frequency}
# expect: True
# expect: False
# expect: True
# expect: 1000000000
fails {[Threading.Thread]::Sleep(1); [GC]::Collect(); [GC]::GetTotalMemory($false) -gt 0}
# expect: True
fails {$c=[System.Numerics.Complex]::new(1,2); "$c"; ($c*$c).ToString(); $c.Magnitude; "$([System.Numerics.Complex]::Sqrt(-1))"}
# expect: <1; 2>
# expect: <-3; 4>
# expect: 2.23606797749979
# expect: <0; 1>
fails {$l=[Lazy[int]]::new([Func[int]]{ 42 }); $l.IsValueCreated; $l.Value; $l.IsValueCreated; "$l"}
# expect: False
# expect: 42
# expect: True
# expect: 42
fails {[Buffer]::BlockCopy([byte[]](1,2,3),1,($d=[byte[]]::new(2)),0,2); $d -join ','}
# expect: 2,3
