# sets, queues, stacks, sorted and linked collections
function fails([scriptblock]$code) { try { & $code } catch { $_.Exception.Message } }

$set = [System.Collections.Generic.HashSet[string]]::new([StringComparer]::OrdinalIgnoreCase); $set.Add('a'); $set.Add('A'); $set.Count
# expect: True
# expect: False
# expect: 1
$s2 = [System.Collections.Generic.HashSet[int]]::new([int[]](1, 2, 3)); $s2.IsSubsetOf([int[]](1, 2, 3, 4)); $s2.Overlaps([int[]](9, 3)); $s2.SetEquals([int[]](3, 2, 1))
# expect: True
# expect: True
# expect: True
$s2.SymmetricExceptWith([int[]](3, 4)); $s2.Count; $s2.Contains(4); ($s2.Contains(3)) -join ','
# expect: 3
# expect: True
# expect: False
$s2.RemoveWhere({ $args[0] -gt 2 }); $s2 -join ','
# expect: 1
# expect: 1,2
$q = [System.Collections.Generic.Queue[int]]::new(); 1..3 | ForEach-Object { $q.Enqueue($_) }; $q.Dequeue(); $q -join ','; $q.Contains(3); $q.ToArray().GetType().Name
# expect: 1
# expect: 2,3
# expect: True
# expect: Int32[]
$r = 0; $q.TryDequeue([ref]$r); $r; $q.Count
# expect: True
# expect: 2
# expect: 1
$st = [System.Collections.Generic.Stack[string]]::new(); $st.Push('a'); $st.Push('b'); $st -join ','; $st.Pop(); $st.Peek()
# expect: b,a
# expect: b
# expect: a
fails { [System.Collections.Generic.Stack[int]]::new().Pop() }
# expect: Exception calling "Pop" with "0" argument(s): "Stack empty."
fails { [System.Collections.Queue]::new().Dequeue() }
# expect: Exception calling "Dequeue" with "0" argument(s): "Queue empty."
$sd = [System.Collections.Generic.SortedDictionary[string, int]]::new(); $sd['b'] = 2; $sd.Add('a', 1); foreach ($e in $sd.GetEnumerator()) { "$($e.Key)=$($e.Value)" }
# expect: a=1
# expect: b=2
fails { $sd.Add('a', 3) }
# expect: Exception calling "Add" with "2" argument(s): "An item with the same key has already been added. Key: [a, 3]"
fails { $sd['zz'] }
$sd.ContainsKey('a'); $sd.Remove('a'); $sd.Count
# expect: True
# expect: True
# expect: 1
$sl = [System.Collections.SortedList]::new(); $sl['z'] = 26; $sl['a'] = 1; $sl.GetKey(0); $sl.IndexOfKey('z'); $sl.GetByIndex(1)
# expect: a
# expect: 1
# expect: 26
$ss = [System.Collections.Generic.SortedSet[int]]::new([int[]](5, 1, 3, 1)); $ss -join ','; $ss.Min; $ss.Max; $ss.GetViewBetween(2, 5) -join ','
# expect: 1,3,5
# expect: 1
# expect: 5
# expect: 3,5
$ll = [System.Collections.Generic.LinkedList[string]]::new(); [void]$ll.AddLast('b'); [void]$ll.AddFirst('a'); $n = $ll.Find('b'); [void]$ll.AddBefore($n, 'x'); $ll -join ','; $n.Previous.Value; $ll.Remove('x'); $ll.Count
# expect: a,x,b
# expect: x
# expect: True
# expect: 2
$kv = [System.Collections.Generic.KeyValuePair[string, int]]::new('k', 1); "$kv"; $kv.Key
# expect: [k, 1]
# expect: k
[System.Tuple]::Create(1, 'two').Item2; [System.ValueTuple]::Create('x', 2, 3.5).ToString()
# expect: two
# expect: (x, 2, 3.5)
