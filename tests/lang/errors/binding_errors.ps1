# What an error of binding knows: the command, the parameter, the place.
function g { [CmdletBinding()] param([int]$Year) }
try { Where-Object -Foo } catch { "$($_.InvocationInfo.MyCommand)|$($_.InvocationInfo.InvocationName)|$($_.InvocationInfo.OffsetInLine)|$($_.Exception.ParameterName)|$($_.Exception.ErrorId)" }
# expect: Where-Object||20|Foo|NamedParameterNotFound
try { g -Year abc } catch { "$($_.InvocationInfo.MyCommand)|$($_.Exception.ParameterName)|$($_.Exception.ErrorId)" }
# expect: g|Year|ParameterArgumentTransformationError
function f([int]$x) { }
try { f -x abc } catch { "$($_.InvocationInfo.MyCommand)|$($_.Exception.ParameterName)" } # expect: f|x
try { g -Yaer 3 } catch { "$($_.InvocationInfo.MyCommand)|$($_.Exception.ParameterName)" } # expect: g|Yaer
