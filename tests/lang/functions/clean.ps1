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
