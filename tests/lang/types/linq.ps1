# System.Linq.Enumerable
function try_it([scriptblock]$code) { try { & $code | ForEach-Object { if ($null -eq $_) { '<null>' } else { [string]$_ } } } catch { $_.Exception.Message } }

try_it { [linq.enumerable]::Sum([int[]](1,2,3)) }
# expect: 6
try_it { [linq.enumerable]::Average([int[]](1,2,3)) }
# expect: 2
try_it { [linq.enumerable]::Max([int[]](1,2,3)) }
# expect: 3
try_it { [linq.enumerable]::Min([double[]](1,2,3)) }
# expect: 1
try_it { [linq.enumerable]::Range(1,3) }
# expect: 1
# expect: 2
# expect: 3
try_it { [linq.enumerable]::Repeat('x',2) }
# expect: x
# expect: x
try_it { [linq.enumerable]::Distinct([int[]](1,1,2)) }
# expect: 1
# expect: 2
try_it { [linq.enumerable]::Reverse([int[]](1,2,3)) }
# expect: 3
# expect: 2
# expect: 1
try_it { [linq.enumerable]::Count([int[]](1,2,3)) }
# expect: 3
try_it { [linq.enumerable]::First([int[]](1,2,3)) }
# expect: 1
try_it { [linq.enumerable]::Last([int[]](1,2,3)) }
# expect: 3
try_it { [linq.enumerable]::FirstOrDefault([int[]]@()) }
# expect: 0
try_it { [linq.enumerable]::Any([int[]](1,2,3)) }
# expect: True
try_it { [linq.enumerable]::Any([int[]](1,2,3),[Func[int,bool]]{$args[0] -gt 5}) }
# expect: False
try_it { [linq.enumerable]::All([int[]](1,2,3),[Func[int,bool]]{$args[0] -gt 0}) }
# expect: True
try_it { [linq.enumerable]::Where([int[]](1,2,3),[Func[int,bool]]{$args[0] -gt 1}) }
# expect: 2
# expect: 3
try_it { [linq.enumerable]::Select([int[]](1,2,3),[Func[int,int]]{$args[0]*2}) }
# expect: 2
# expect: 4
# expect: 6
try_it { [linq.enumerable]::OrderBy([int[]](3,1,2),[Func[int,int]]{$args[0]}) }
# expect: 1
# expect: 2
# expect: 3
try_it { [linq.enumerable]::OrderByDescending([int[]](3,1,2),[Func[int,int]]{$args[0]}) }
# expect: 3
# expect: 2
# expect: 1
try_it { [linq.enumerable]::GroupBy([int[]](1,2,3),[Func[int,int]]{$args[0]%2})|%{$_.Key} }
# expect: 1
# expect: 0
try_it { [linq.enumerable]::ToArray([linq.enumerable]::Range(1,2)).GetType().Name }
# expect: Int32[]
try_it { [linq.enumerable]::ToList([int[]](1,2)).GetType().Name }
# expect: List`1
try_it { [linq.enumerable]::Union([int[]](1,2),[int[]](2,3)) }
# expect: 1
# expect: 2
# expect: 3
try_it { [linq.enumerable]::Intersect([int[]](1,2),[int[]](2,3)) }
# expect: 2
try_it { [linq.enumerable]::Except([int[]](1,2),[int[]](2,3)) }
# expect: 1
try_it { [linq.enumerable]::Concat([int[]](1,2),[int[]](2,3)) }
# expect: 1
# expect: 2
# expect: 2
# expect: 3
try_it { [linq.enumerable]::Zip([int[]](1,2),[string[]]('a','b'),[Func[int,string,string]]{"$($args[0])$($args[1])"}) }
# expect: 1a
# expect: 2b
try_it { [linq.enumerable]::Skip([int[]](1,2,3),1) }
# expect: 2
# expect: 3
try_it { [linq.enumerable]::Take([int[]](1,2,3),2) }
# expect: 1
# expect: 2
try_it { [linq.enumerable]::TakeWhile([int[]](1,2,3),[Func[int,bool]]{$args[0] -lt 3}) }
# expect: 1
# expect: 2
try_it { [linq.enumerable]::SkipWhile([int[]](1,2,3),[Func[int,bool]]{$args[0] -lt 3}) }
# expect: 3
try_it { [linq.enumerable]::SequenceEqual([int[]](1,2),[int[]](1,2)) }
# expect: True
try_it { [linq.enumerable]::Aggregate([int[]](1,2,3),[Func[int,int,int]]{$args[0]*10+$args[1]}) }
# expect: 123
try_it { [linq.enumerable]::Contains([int[]](1,2),2) }
# expect: True
try_it { [linq.enumerable]::ElementAt([int[]](1,2),1) }
# expect: 2
try_it { [linq.enumerable]::Single([int[]](1,2)) }
# expect: Exception calling "Single" with "1" argument(s): "Sequence contains more than one element"
try_it { [linq.enumerable]::Chunk([int[]](1..5),2)|%{"$_"} }
# expect: 1 2
# expect: 3 4
# expect: 5
try_it { [linq.enumerable]::ToDictionary([int[]](1,2),[Func[int,string]]{"k$($args[0])"})['k1'] }
# expect: 1
try_it { [linq.enumerable]::ToHashSet([int[]](1,1)).Count }
# expect: 1
try_it { [linq.enumerable]::Append([int[]](1,2),3) }
# expect: 1
# expect: 2
# expect: 3
try_it { [linq.enumerable]::Prepend([int[]](1,2),3) }
# expect: 3
# expect: 1
# expect: 2
try_it { [linq.enumerable]::MaxBy([string[]]('a','bbb'),[Func[string,int]]{$args[0].Length}) }
# expect: bbb
try_it { [linq.enumerable]::DistinctBy([string[]]('a','b','cc'),[Func[string,int]]{$args[0].Length}) }
# expect: a
# expect: cc
try_it { [linq.enumerable]::First([int[]]@()) }
# expect: Exception calling "First" with "1" argument(s): "Sequence contains no elements"
try_it { [linq.enumerable]::Order([int[]](3,1)) }
# expect: 1
# expect: 3
