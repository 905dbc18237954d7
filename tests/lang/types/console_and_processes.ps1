# System.Console, System.Diagnostics.Process, properties that fail
function fails([scriptblock]$code) { try { & $code } catch { $_.Exception.Message } }

fails {$i=[System.Diagnostics.ProcessStartInfo]::new('/bin/sh','-c "echo out; echo err >&2; exit 3"'); $i.RedirectStandardOutput=$true; $i.RedirectStandardError=$true; $i.UseShellExecute=$false; $p=[System.Diagnostics.Process]::Start($i); $o=$p.StandardOutput.ReadToEnd(); $e=$p.StandardError.ReadToEnd(); $p.WaitForExit(); $o.Trim(); $e.Trim(); $p.ExitCode; $p.HasExited}
# expect: out
# expect: err
# expect: 3
# expect: True
fails {$i=[System.Diagnostics.ProcessStartInfo]::new('printf'); $i.ArgumentList.Add('%s|'); $i.ArgumentList.Add('a b'); $i.ArgumentList.Add('"c"'); $i.RedirectStandardOutput=$true; $p=[System.Diagnostics.Process]::Start($i); $p.StandardOutput.ReadToEnd(); $p.WaitForExit(5000)}
# expect: a b|"c"|
# expect: True
fails {$i=[System.Diagnostics.ProcessStartInfo]@{FileName='sh'; Arguments='-c "echo $ZED; pwd"'; WorkingDirectory='/usr'; RedirectStandardOutput=$true}; $i.Environment['ZED']='zed'; $p=[System.Diagnostics.Process]::Start($i); $p.StandardOutput.ReadToEnd().Trim()}
# expect: zed
# expect: /usr
fails {$p=[System.Diagnostics.Process]::new(); $p.Start()}
# expect: Exception calling "Start" with "0" argument(s): "Cannot start process because a file name has not been provided."
fails {$p=[System.Diagnostics.Process]::Start('sh','-c "exit 4"'); $p.WaitForExit(); $p.ExitCode}
# expect: 4
fails {[System.Diagnostics.Process]::GetCurrentProcess().Id -eq $PID}
# expect: True
fails {$p=[System.Diagnostics.Process]::Start('true'); $p.WaitForExit(); $p.StandardOutput}
fails {$i=[System.Diagnostics.ProcessStartInfo]::new('a'); $i.FileName; $i.Arguments -eq ''; $i.UseShellExecute; $i.CreateNoWindow; $i.WindowStyle; $i.WorkingDirectory -eq ''; $i.Verb -eq ''; $i.EnvironmentVariables.ContainsKey('PATH')}
# expect: a
# expect: True
# expect: False
# expect: False
# expect: Normal
# expect: True
# expect: True
# expect: True
fails {$s=[IO.MemoryStream]::new(); $s.Dispose(); "len: $($s.Length)"}
# expect: len:
fails {$u=[uri]'a/b'; "host: $($u.Host)"}
# expect: host:
fails {$q=[System.Collections.Queue]::new(); $e=$q.GetEnumerator(); "c: $($e.Current)"}
# expect: c:
fails {$n=[System.Collections.ArrayList]::new().GetEnumerator(); $n.Current; 'x'}
# expect: x
fails {Set-StrictMode -Version 2; $u=[uri]'a/b'; "host: $($u.Host)"}
# expect: host:
fails {Set-StrictMode -Version latest; $s=[IO.MemoryStream]::new(); $s.Dispose(); "len: $($s.Length)"}
# expect: len:
fails {$s=[IO.MemoryStream]::new(); $s.Dispose(); $s.psobject.Properties['Length'].Value}
fails {$s=[IO.MemoryStream]::new(); $s.Dispose(); $s.Position=3; 'set'}
# expect: Exception setting "Position": "Cannot access a closed Stream."
fails {$s=[IO.MemoryStream]::new(); $s.Dispose(); @($s,$s).Position}
fails {$s=[IO.MemoryStream]::new(); $s.Dispose(); $n='Length'; $s.$n}
fails {$s=[IO.MemoryStream]::new(); $s.Dispose(); $s.get_Length()}
# expect: Exception calling "get_Length" with "0" argument(s): "Cannot access a closed Stream."
fails {$Error.Clear(); $s=[IO.MemoryStream]::new(); $s.Dispose(); $s.Length; $Error.Count}
# expect: 0
fails {$p=[System.Diagnostics.Process]::Start('sleep','5'); "e: $($p.ExitCode)"; $p.Kill()}
# expect: e:
[Console]::WriteLine("a"); [Console]::Write("b{0}`n",1); [Console]::Out.WriteLine("c"); [Console]::OutputEncoding.WebName; [Console]::IsOutputRedirected
# expect: a
# expect: b1
# expect: c
# expect: utf-8
# expect: True
'x'; [Console]::WriteLine('mid {0} {1}', 1, 'q'); [Console]::WriteLine(1.5); [Console]::WriteLine($true); [Console]::Write([char[]]'hey'); [Console]::WriteLine()
# expect: x
# expect: mid 1 q
# expect: 1.5
# expect: True
# expect: hey
[Console]::Out.Write('{0:N2}',2); [Console]::Out.Flush(); [Console]::WriteLine(); [Console]::WriteLine([char]'c'); [Console]::ForegroundColor='Red'; [Console]::ResetColor()
# expect: 2.00
# expect: c
