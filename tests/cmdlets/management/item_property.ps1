# Properties of files are read and changed; other providers, and properties that come and go, are refused.
'x' | Set-Content a.txt
Set-ItemProperty a.txt -Name IsReadOnly -Value $true
(Get-Item a.txt).IsReadOnly # expect: True
(Set-ItemProperty a.txt IsReadOnly $false -PassThru).IsReadOnly # expect: False
Set-ItemProperty a.txt LastWriteTime '2020-01-02 03:04:05'
(Get-ItemProperty a.txt).LastWriteTime.ToString('s') # expect: 2020-01-02T03:04:05
(Get-ItemPropertyValue a.txt -Name Length, Name) -join ' ' # expect: 2 a.txt
(Get-ItemProperty a.txt -Name Length).PSChildName # expect: a.txt
Set-ItemProperty a.txt -InputObject ([pscustomobject]@{ IsReadOnly = $true })
(Get-Item a.txt).Attributes # expect: ReadOnly
Clear-ItemProperty a.txt Attributes
(Get-Item a.txt).Attributes # expect: Normal
function failure([scriptblock] $block) { try { & $block } catch { "$($_.FullyQualifiedErrorId.Split(',')[0]): $_" } }
failure { Set-ItemProperty a.txt Nope 1 -ErrorAction Stop } # expect: SetPropertyError: The property int Nope=1 does not exist or was not found.
failure { Get-ItemProperty a.txt Nope -ErrorAction Stop } # expect: GetValueError: The property Nope does not exist or was not found.
failure { Set-ItemProperty a.txt Attributes Directory -ErrorAction Stop } # expect: SetPropertyError: The attribute cannot be set because attributes are not supported. Only the following attributes can be set: Archive, Hidden, Normal, ReadOnly, or System.
failure { Clear-ItemProperty a.txt Length -ErrorAction Stop } # expect: Argument: The property cannot be cleared because the property is not supported. Only the Attributes property can be cleared. (Parameter 'propertiesToClear')
failure { Get-ItemProperty Env:PATH -ErrorAction Stop } # expect: NotSupported: Cannot use interface. The IPropertyCmdletProvider interface is not supported by this provider.
failure { New-ItemProperty a.txt p -Value 1 -ErrorAction Stop } # expect: NotSupported: Cannot use interface. The IDynamicPropertyCmdletProvider interface is not implemented by this provider.
(failure { Move-ItemProperty missing p b.txt -ErrorAction Stop }).Replace("$PWD/", '') # expect: PathNotFound: Cannot find path 'missing' because it does not exist.
failure { Clear-Item a.txt -ErrorAction Stop } # expect: NotSupported: Provider operation stopped because the provider does not support this operation.
$x = 5
Clear-Item Variable:x
$null -eq $x # expect: True
