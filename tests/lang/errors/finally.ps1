# finally runs on every way out of a try block, and its output stands where it runs
function leave-by-return { try { 'body'; return 'value' } finally { 'finally' } }
leave-by-return
# expect: body
# expect: value
# expect: finally

foreach ($i in 1..3) { try { if ($i -eq 2) { continue }; "item $i" } finally { "finally $i" } }
# expect: item 1
# expect: finally 1
# expect: finally 2
# expect: item 3
# expect: finally 3

foreach ($i in 1..3) { try { break } finally { "left at $i" } }
# expect: left at 1

try { try { throw 'inner' } finally { 'inner finally' } } catch { "caught $_" }
# expect: inner finally
# expect: caught inner

# break out of a try within an assignment
$collected = foreach ($n in 1, 2) { try { $n; break } finally { 'f' } }
$collected -join ','
# expect: 1,f

# an error in finally replaces the one on its way
try { try { throw 'first' } finally { throw 'second' } } catch { "$_" }
# expect: second

# rethrow keeps the error
try { try { [int]'x' } catch { throw } } catch { $_.FullyQualifiedErrorId }
# expect: InvalidCastFromStringToInteger
