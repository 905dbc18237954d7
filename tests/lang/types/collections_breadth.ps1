# Members of collections
function try_it([scriptblock]$code) { try { & $code | ForEach-Object { if ($null -eq $_) { '<null>' } else { [string]$_ } } } catch { $_.Exception.Message } }

try_it { $p=[Collections.Generic.PriorityQueue[string,int]]::new(); 5,3,8,1,9,2|%{$p.Enqueue("e$_",$_)}; while($p.Count){$p.Dequeue()} }
# expect: e1
# expect: e2
# expect: e3
# expect: e5
# expect: e8
# expect: e9
try_it { $p=[Collections.Generic.PriorityQueue[string,int]]::new(); 'a','b','c','d','e','f'|%{$p.Enqueue($_,1)}; while($p.Count){$p.Dequeue()} }
# expect: a
# expect: f
# expect: e
# expect: d
# expect: c
# expect: b
try_it { $c=[Collections.Specialized.NameValueCollection]::new();$c['x']='1';$c.x;$c['X'];$c.Get('x');$c.Count;"$c" }
# expect: <null>
# expect: 1
# expect: 1
# expect: 1
# expect: x
try_it { $c=[Collections.Specialized.NameValueCollection]::new();$c.Add('a','1');$c.Add('b','2');$c;foreach($k in $c){$k};$c.Remove('a');$c.Keys;$c['zz'] }
# expect: a
# expect: b
# expect: a
# expect: b
# expect: b
# expect: <null>
try_it { $c=[Collections.Specialized.NameValueCollection]::new();$c.Add('a','1');$c.Set('a','9');$c.GetKey(0);$c[0];$c.HasKeys();$c.Clear();$c.Count }
# expect: a
# expect: 9
# expect: True
# expect: 0
try_it { $b=[Collections.BitArray]::new([bool[]](1,0,1));$c=[Collections.BitArray]::new([bool[]](1,1,0));"$($b.And($c))" }
# expect: True False False
try_it { $b=[Collections.BitArray]::new(3);$b[5] }
# expect: <null>
try_it { $s=[Collections.Specialized.StringCollection]::new();$s.Add('a');$s.Contains('a');$s[0];$s.Remove('a');$s.Count }
# expect: 0
# expect: True
# expect: a
# expect: 0
try_it { $s=[Collections.Specialized.HybridDictionary]::new();$s['ABC']='1';$s['abc'];$s.Contains('ABC') }
# expect: <null>
# expect: True
try_it { $o=[Collections.Generic.OrderedDictionary[string,int]]::new();$o['b']=1;$o['a']=2;$o.Insert(0,'z',0);$o.Keys;$o.Values;$o.RemoveAt(0);$o.GetAt(0).Value;$o.Count }
# expect: z
# expect: b
# expect: a
# expect: 0
# expect: 1
# expect: 2
# expect: 1
# expect: 2
try_it { $o=[Collections.ObjectModel.ObservableCollection[string]]::new();$o.Add('a');$o.Insert(0,'b');$o.Remove('a');$o.Count;$o[0];$o.GetType().Name }
# expect: True
# expect: 1
# expect: b
# expect: ObservableCollection`1
try_it { $o=[Management.Automation.PSDataCollection[psobject]]::new();$o.Add(1);$o.Add('x');$o.Count;$o[1];$o.ReadAll();$o.Count;$o.IsOpen }
# expect: 2
# expect: x
# expect: 1
# expect: x
# expect: 0
# expect: True
try_it { [Collections.Generic.PriorityQueue[string,int]]::new().Peek() }
# expect: Exception calling "Peek" with "0" argument(s): "Queue empty."
