# constants are no targets, and no names of parameters
try { $? = $false } catch { "$_" }
# expect: Cannot overwrite variable ? because it is read-only or constant.
function Test-Name { param($PID) 'ran' }
try { Test-Name 1 } catch { "$_"; $_.FullyQualifiedErrorId }
# expect: Cannot overwrite variable PID because it is read-only or constant.
# expect: VariableNotWritable
try { & { param($true) 'ran' } } catch { "$_" }
# expect: Cannot overwrite variable true because it is read-only or constant.
