# Which overload a call takes, as PowerShell ranks conversions.

class Callee {
    [string] Text([int] $a) { return 'int' }
    [string] Text([string] $a) { return 'string' }
    [string] Any([hashtable] $a) { return 'hashtable' }
    [string] Any([object] $a) { return 'object' }
    [string] Dated([datetime] $a) { return 'date' }
    [string] Dated([timespan] $a) { return 'span' }
}
$callee = [Callee]::new()

# $null is text only where nothing else fits, and never a date
$callee.Text($null)
# expect: int
$callee.Any($null)
# expect: object
try { $callee.Dated($null) } catch { $_.Exception.Message }
# expect: Cannot find an overload for "Dated" and the argument count: "1".
'abc'.IndexOf($null)
# expect: -1
'abc'.Replace($null, 'x')
# expect: abc

# two that are as good as each other
try { [datetime]::new(2024, 1, 1).Subtract('2023-12-31') } catch { $_.Exception.Message }
# expect: Multiple ambiguous overloads found for "Subtract" and the argument count: "1".
try { [Console]::WriteLine('{0}-{1}', 1, 2) } catch { $_.Exception.Message }
# expect: Multiple ambiguous overloads found for "WriteLine" and the argument count: "3".
[Console]::WriteLine('{0}-{1}', 'a', 'b')
# expect: a-b

# text becomes a number rather than a truth, and then the widest
[BitConverter]::GetBytes('5').Count
# expect: 8
[math]::Max('5', 2).GetType().Name
# expect: Int32
[math]::Abs('-5.5')
# expect: 5.5

# an array of objects is no sequence of numbers
try { [System.Collections.Generic.List[int]]::new(@(1, 2)) } catch { $_.Exception.Message }
# expect: Cannot find an overload for "new" and the argument count: "1".
[System.Collections.Generic.List[int]]::new([int[]](1, 2)).Count
# expect: 2
