# A number among the arguments keeps its text for parameters that want text or a version.
function Show-Text([string] $t) { $t }
Show-Text 2.0; Show-Text 0x10; Show-Text 1kb; Show-Text -t:1.50; Show-Text (2.0)
# expect: 2.0
# expect: 0x10
# expect: 1kb
# expect: 1.50
# expect: 2
function Show-Version([version] $v) { "$v" }
Show-Version 3.10
# expect: 3.10
