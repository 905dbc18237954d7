# the type of a function's variable is a conversion that fails as one
function Set-Local { [int]$n = 1; $n = 'x' }
try { Set-Local } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
function Set-Parameter([int]$n) { $n = 'x' }
try { Set-Parameter 1 } catch { $_.FullyQualifiedErrorId }
# expect: InvalidCastFromStringToInteger
# expect: InvalidArgument
# expect: InvalidCastFromStringToInteger

# elsewhere, and with attributes, it is the variable that refuses
try { . { [int]$n = 'x' } } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
function Set-Checked { [ValidateRange(1, 5)][int]$n = 3; $n = 'x' }
try { Set-Checked } catch { $_.CategoryInfo.Category }
# expect: RuntimeException
# expect: MetadataError
# expect: MetadataError
