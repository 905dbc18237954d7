# an error of the engine that leaves an advanced function is that function's, and stands where it was called
function Get-Ratio {
    [CmdletBinding()]
    param()
    1 / 0
}
try {
    Get-Ratio
} catch {
    $_.FullyQualifiedErrorId
    "$($_.CategoryInfo)"
    $_.InvocationInfo.MyCommand.Name
    $_.InvocationInfo.ScriptLineNumber
    $_.Exception.GetType().Name
}
# expect: RuntimeException,Get-Ratio
# expect: NotSpecified: (:) [Get-Ratio], RuntimeException
# expect: Get-Ratio
# expect: 8
# expect: RuntimeException

# the first command that it leaves keeps it
function Get-Outer { [CmdletBinding()] param() Get-Ratio }
try { Get-Outer } catch { $_.FullyQualifiedErrorId }
# expect: RuntimeException,Get-Ratio

# a simple function leaves it as it is, and so does throw
function Get-Plain { [int]'a' }
try { Get-Plain } catch { $_.FullyQualifiedErrorId }
function Stop-Here { [CmdletBinding()] param() throw 'no' }
try { Stop-Here } catch { $_.FullyQualifiedErrorId }
# expect: InvalidCastFromStringToInteger
# expect: no

# blocks within cmdlets
try { 1 | ForEach-Object { [int]'a' } } catch { $_.FullyQualifiedErrorId }
# expect: InvalidCastFromStringToInteger,Microsoft.PowerShell.Commands.ForEachObjectCommand

# a block has no name to add
try { & { [CmdletBinding()] param() [int]'a' } } catch { $_.FullyQualifiedErrorId }
# expect: InvalidCastFromStringToInteger
