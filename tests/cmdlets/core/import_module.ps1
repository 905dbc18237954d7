# What Import-Module takes from a module, and which one it takes.
$root = Join-Path ([IO.Path]::GetTempPath()) "exosh-modules-$PID"
$null = New-Item -ItemType Directory -Force $root/Main, $root/Dep/1.0.0, $root/Dep/2.1.0, $root/Needy, $root/Lost
$old = $env:PSModulePath
$env:PSModulePath = $root
@'
param($who = 'nobody')
function Get-Greeting { "hello $who, $(Get-Inner)" }
function Set-Greeting { 'set' }
Set-Alias gg Get-Greeting
$shown = 'shown'; $kept = 'kept'
'@ | Set-Content $root/Main/Main.psm1
"function Get-Inner { 'inner' }" | Set-Content $root/Main/Inner.psm1
@'
@{ ModuleVersion = '1.2.3'; RootModule = 'Main.psm1'; NestedModules = 'Inner.psm1'; FunctionsToExport = 'Get-Greeting', 'Set-Greeting'
   AliasesToExport = '*'; VariablesToExport = 'shown'; GUID = '11111111-1111-1111-1111-111111111111' }
'@ | Set-Content $root/Main/Main.psd1
foreach ($v in '1.0.0', '2.1.0') {
    "function Get-Dep { '$v' }" | Set-Content $root/Dep/$v/Dep.psm1
    "@{ ModuleVersion = '$v'; RootModule = 'Dep.psm1'; FunctionsToExport = '*' }" | Set-Content $root/Dep/$v/Dep.psd1
}
"function Get-Need { 'need ' + (Get-Dep) }" | Set-Content $root/Needy/Needy.psm1
"@{ ModuleVersion = '1.0'; RootModule = 'Needy.psm1'; RequiredModules = 'Dep'; DefaultCommandPrefix = 'Zz' }" | Set-Content $root/Needy/Needy.psd1
"@{ ModuleVersion = '1.0'; RequiredModules = 'NoSuch' }" | Set-Content $root/Lost/Lost.psd1

Import-Module Main -ArgumentList bob
Get-Greeting; gg
"$shown|$kept|$(Get-Command Get-Inner -ErrorAction Ignore)"
# expect: hello bob, inner
# expect: hello bob, inner
# expect: shown||
$m = Get-Module Main
"$($m.Version) $($m.ModuleType) $($m.Guid) $($m.NestedModules)"
# expect: 1.2.3 Script 11111111-1111-1111-1111-111111111111 Inner
Remove-Module Main
"$(Get-Command Get-Greeting, gg -ErrorAction Ignore)"
# expect:

# One kind asked for: the others stay out.
Import-Module Main -Function Set-* -Prefix My
"$((Get-Command Set-MyGreeting).Name)|$(Get-Command gg, Get-MyGreeting -ErrorAction Ignore)"
# expect: Set-MyGreeting|
Remove-Module Main
"$(Get-Command Set-MyGreeting -ErrorAction Ignore)"
# expect:

# Folders of versions.
Import-Module Dep; Get-Dep; Remove-Module Dep
Import-Module Dep -RequiredVersion 1.0.0; Get-Dep; Remove-Module Dep
Import-Module Dep -MaximumVersion 2.0; Get-Dep; Remove-Module Dep
Import-Module -FullyQualifiedName @{ ModuleName = 'Dep'; ModuleVersion = '2.0' }; Get-Dep; Remove-Module Dep
# expect: 2.1.0
# expect: 1.0.0
# expect: 1.0.0
# expect: 2.1.0
try { Import-Module Dep -MinimumVersion 3.0 -ErrorAction Stop } catch { "$_"; $_.FullyQualifiedErrorId }
# expect: The specified module 'Dep' with version '3.0' was not loaded because no valid module file was found in any module directory.
# expect: Modules_ModuleWithVersionNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand

# RequiredModules come along; DefaultCommandPrefix.
Import-Module Needy; Get-ZzNeed; Get-Dep
# expect: need 2.1.0
# expect: 2.1.0
try { Import-Module Lost -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
# expect: Modules_InvalidManifest,Microsoft.PowerShell.Commands.ImportModuleCommand
(Import-Module Dep -Force -AsCustomObject).'Get-Dep'()
# expect: 2.1.0
# A module that nests itself.
"@{ ModuleVersion = '1.0'; NestedModules = 'Lost.psd1', '../Main/Inner.psm1' }" | Set-Content $root/Lost/Lost.psd1
Import-Module Lost; Get-Inner
# expect: inner
$env:PSModulePath = $old
Remove-Item -Recurse $root

# New-Module binds its arguments to the block's parameters.
$counter = New-Module -AsCustomObject { param($n) function Add { $script:n++; $n }; Export-ModuleMember -Function Add } -ArgumentList 6
$counter.Add(); $counter.Add()
# expect: 7
# expect: 8
