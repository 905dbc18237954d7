# A built-in module has no nested ones, and says so.
@((Get-Module Microsoft.PowerShell.Utility).NestedModules).Count # expect: 0
((Get-Command Get-Date).Module.NestedModules).Count # expect: 0
