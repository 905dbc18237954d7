# clean runs when another block of the function did, and only then
function Test-Clean {
    [CmdletBinding()]
    param([Parameter(ValueFromPipeline)] $Item)
    process { "item $Item" }
    clean { [Console]::WriteLine('cleaned') }
}
@() | Test-Clean
1 | Test-Clean
try { & { throw 'before' } | Test-Clean } catch { "caught $_" }
# expect: item 1
# expect: cleaned
# expect: caught before

# nothing is in $input when process runs without a pipeline
& { process { @($input).Count } }
1, 2 | & { process { @($input).Count } }
# expect: 0
# expect: 1
# expect: 1

# what clean says and what goes wrong in it takes the way of the function's streams
function Test-Warning { [CmdletBinding()] param() process { 'item' } clean { Write-Warning 'from clean' } }
"$(Test-Warning 3>&1)"
$null = Test-Warning -WarningVariable told 3>$null
"told: $told"
# expect: item from clean
# expect: told: from clean
function Test-Failure { process { 'item' } clean { throw 'oops' } }
"$(Test-Failure 2>&1)"
$error.Clear()
Test-Failure 2>$null
"$? $($error.Count)"
try { Test-Failure 2>$null; 'goes on' } catch { 'caught' }
# expect: item oops
# expect: item
# expect: False 1
# expect: item
# expect: goes on
