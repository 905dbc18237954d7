try { throw 'boom' } catch { "caught $_" } finally { 'finally' }
try { 1 / 0 } catch { $_.Exception.GetType().Name; $_.FullyQualifiedErrorId }
try { [int]'abc' } catch [System.InvalidCastException] { 'cast' }
try { Get-Nothing } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
function Test-Inner { try { throw 'inner' } catch { throw "outer of $_" } }
try { Test-Inner } catch { "$_" }
'still here'

# expect: caught boom
# expect: finally
# expect: RuntimeException
# expect: RuntimeException
# expect: cast
# expect: CommandNotFoundException
# expect: ObjectNotFound
# expect: outer of inner
# expect: still here
