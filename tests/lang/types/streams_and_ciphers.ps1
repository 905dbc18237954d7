# Streams over streams, numbers as bytes, encryption
function try_it([scriptblock]$code) { try { & $code | ForEach-Object { if ($null -eq $_) { '<null>' } else { [string]$_ } } } catch { $_.Exception.Message } }

try_it { $m=[IO.MemoryStream]::new();$g=[IO.Compression.GZipStream]::new($m,[IO.Compression.CompressionMode]::Compress);$b=[Text.Encoding]::UTF8.GetBytes('hello hello hello');$g.Write($b,0,$b.Length);$g.Close();$c=$m.ToArray();$c[0];$c[1];$i=[IO.Compression.GZipStream]::new([IO.MemoryStream]::new($c),[IO.Compression.CompressionMode]::Decompress);[IO.StreamReader]::new($i).ReadToEnd() }
# expect: 31
# expect: 139
# expect: hello hello hello
try_it { $m=[IO.MemoryStream]::new();$g=[IO.Compression.DeflateStream]::new($m,[IO.Compression.CompressionMode]::Compress,$true);$b=[byte[]](1..50);$g.Write($b,0,50);$g.Dispose();$m.Position=0;$o=[IO.MemoryStream]::new();$d=[IO.Compression.DeflateStream]::new($m,[IO.Compression.CompressionMode]::Decompress);$d.CopyTo($o);$o.Length }
# expect: 50
try_it { $m=[IO.MemoryStream]::new();$g=[IO.Compression.ZLibStream]::new($m,[IO.Compression.CompressionLevel]::Optimal,$true);$g.Write([byte[]](1,2),0,2);$g.Dispose();$m.ToArray()[0] }
# expect: 120
try_it { [IO.Compression.GZipStream]::new([IO.MemoryStream]::new([byte[]](1..20)),[IO.Compression.CompressionMode]::Decompress).ReadByte() }
# expect: Exception calling "ReadByte" with "0" argument(s): "The archive entry was compressed using an unsupported compression method."
try_it { $m=[IO.MemoryStream]::new();$g=[IO.Compression.GZipStream]::new($m,[IO.Compression.CompressionMode]::Compress);$g.Read([byte[]]::new(1),0,1) }
# expect: Exception calling "Read" with "3" argument(s): "Reading from the compression stream is not supported."
try_it { $m=[IO.MemoryStream]::new();$g=[IO.Compression.GZipStream]::new($m,[IO.Compression.CompressionMode]::Compress);$w=[IO.StreamWriter]::new($g);$w.Write('abc');$w.Close();$i=[IO.Compression.GZipStream]::new([IO.MemoryStream]::new($m.ToArray()),[IO.Compression.CompressionMode]::Decompress);$r=[IO.StreamReader]::new($i);$r.ReadLine();$r.Close() }
# expect: abc
try_it { $m=[IO.MemoryStream]::new();$w=[IO.BinaryWriter]::new($m);$w.Write([int]5);$w.Write('abcé');$w.Write(1.5);$w.Write($true);$w.Write([byte]7);$w.Write([byte[]](1,2));$w.Write([char]'x');$w.Write([int16]-2);$w.Flush();$m.ToArray().Count;$m.Position=0;$r=[IO.BinaryReader]::new($m);$r.ReadInt32();$r.ReadString();$r.ReadDouble();$r.ReadBoolean();$r.ReadByte();$r.ReadBytes(2);$r.ReadChar();$r.ReadInt16();$r.PeekChar() }
# expect: 25
# expect: 5
# expect: abcé
# expect: 1.5
# expect: True
# expect: 7
# expect: 1
# expect: 2
# expect: x
# expect: -2
# expect: -1
try_it { $r=[IO.BinaryReader]::new([IO.MemoryStream]::new([byte[]](1,2,3,4,5,6,7,8)));$r.ReadByte();$r.ReadInt16();$r.ReadBytes(2);$r.PeekChar();$r.BaseStream.Position;$r.ReadUInt16();try{$r.ReadInt64()}catch{"$_"} }
# expect: 1
# expect: 770
# expect: 4
# expect: 5
# expect: 6
# expect: 5
# expect: 1798
# expect: Exception calling "ReadInt64" with "0" argument(s): "Unable to read beyond the end of the stream."
try_it { $r=[IO.BinaryReader]::new([IO.MemoryStream]::new([byte[]](97,98)));$r.ReadChars(5);$r.Read() }
# expect: a
# expect: b
# expect: -1
try_it { $a=[Security.Cryptography.Aes]::Create();$a.KeySize;$a.BlockSize;$a.Mode;$a.Padding;$a.IV.Length;$a.Key.Length }
# expect: 256
# expect: 128
# expect: CBC
# expect: PKCS7
# expect: 16
# expect: 32
try_it { $a=[Security.Cryptography.Aes]::Create();$a.Key=[byte[]](1..32);$a.IV=[byte[]](1..16);$e=$a.CreateEncryptor();$d=[Text.Encoding]::UTF8.GetBytes('hello');$x=$e.TransformFinalBlock($d,0,$d.Length);[Convert]::ToHexString($x);[Text.Encoding]::UTF8.GetString($a.CreateDecryptor().TransformFinalBlock($x,0,$x.Length)) }
# expect: 293009049AE00CB8B76C3E4FA7609DF4
# expect: hello
try_it { $a=[Security.Cryptography.Aes]::Create();$a.Key=[byte[]](1..16);$a.IV=[byte[]](1..16);$m=[IO.MemoryStream]::new();$c=[Security.Cryptography.CryptoStream]::new($m,$a.CreateEncryptor(),'Write');$c.Write([byte[]](1,2,3),0,3);$c.FlushFinalBlock();[Convert]::ToHexString($m.ToArray());$r=[Security.Cryptography.CryptoStream]::new([IO.MemoryStream]::new($m.ToArray()),$a.CreateDecryptor(),'Read');$o=[IO.MemoryStream]::new();$r.CopyTo($o);$o.ToArray() }
# expect: 9B11FF4BA8E4F97C08B0651687B09C5C
# expect: 1
# expect: 2
# expect: 3
try_it { $a=[Security.Cryptography.Aes]::Create();$a.Key=[byte[]](1..16);[Convert]::ToHexString($a.EncryptCbc([byte[]](1,2),[byte[]](1..16)));[Convert]::ToHexString($a.EncryptEcb([byte[]](1,2),'PKCS7'));$a.DecryptCbc($a.EncryptCbc([byte[]](1,2),[byte[]](1..16)),[byte[]](1..16)) }
# expect: AA363A95486A212449DC6925278815C7
# expect: 9B65566363A55010108B14AC72B7BA76
# expect: 1
# expect: 2
try_it { $a=[Security.Cryptography.Aes]::Create();$a.Key=[byte[]](1..5) }
# expect: Exception setting "Key": "Specified key is not a valid size for this algorithm."
try_it { $a=[Security.Cryptography.Aes]::Create();$a.IV=[byte[]](1..5) }
# expect: Exception setting "IV": "Specified initialization vector (IV) does not match the block size for this algorithm."
try_it { $a=[Security.Cryptography.Aes]::Create();$a.KeySize=128;$a.Key.Length;$a.KeySize=5 }
# expect: 16
# expect: Exception setting "KeySize": "Specified key is not a valid size for this algorithm."
try_it { $a=[Security.Cryptography.Aes]::Create();$a.Key=[byte[]](1..16);$a.DecryptCbc([byte[]](1..16),[byte[]](1..16)) }
# expect: Exception calling "DecryptCbc" with "2" argument(s): "Padding is invalid and cannot be removed."
try_it { $a=[Security.Cryptography.Aes]::Create();$a.Key=[byte[]](1..16);$a.DecryptCbc([byte[]](1..5),[byte[]](1..16)) }
# expect: Exception calling "DecryptCbc" with "2" argument(s): "The input data is not a complete block."
try_it { $a=[Security.Cryptography.Aes]::Create();$a.Mode='ECB';$a.Padding='Zeros';$a.Key=[byte[]](1..16);[Convert]::ToHexString($a.CreateEncryptor().TransformFinalBlock([byte[]](1,2),0,2)) }
# expect: B19778D01D272BAC449BE410C9BB05C5
try_it { $a=[Security.Cryptography.AesManaged]::new();$a.KeySize }
# expect: 256
try_it { $t=[Security.Cryptography.TripleDES]::Create();$t.KeySize;$t.BlockSize }
# expect: 192
# expect: 64
try_it { $k=[Security.Cryptography.Rfc2898DeriveBytes]::new('pw',[byte[]](1..8),1000,'SHA256');[Convert]::ToHexString($k.GetBytes(16));[Convert]::ToHexString($k.GetBytes(4)) }
# expect: B7CC3B0356AF67A04DAE697CD60041A7
# expect: 93C05446
try_it { [Convert]::ToHexString([Security.Cryptography.Rfc2898DeriveBytes]::Pbkdf2('pw',[byte[]](1..8),1000,'SHA256',16)) }
# expect: B7CC3B0356AF67A04DAE697CD60041A7
try_it { [Security.Cryptography.HashAlgorithmName]::SHA256 }
# expect: SHA256
try_it { [Convert]::ToHexString([Security.Cryptography.HMACSHA512]::HashData([byte[]](1,2),[byte[]](3))) }
# expect: 001944B209C69540B74C0233E66A40442AE3DC97B7724FFAA3ADD87D73725A484AE60D739EDE4B2E743BF51692AE98C801204260C60737BEB43084F1C5FC42C0
try_it { [Security.Cryptography.SHA256CryptoServiceProvider]::new().HashSize }
# expect: 256
try_it { [Security.Cryptography.MD5CryptoServiceProvider]::new().ComputeHash([byte[]](1)).Length }
# expect: 16
try_it { $r=[Security.Cryptography.RNGCryptoServiceProvider]::new();$b=[byte[]]::new(4);$r.GetBytes($b);$b.Length }
# expect: 4
