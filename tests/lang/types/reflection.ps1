# Reflection: methods, properties, fields and parameters as objects
function try_it([scriptblock]$code) { try { & $code | ForEach-Object { if ($null -eq $_) { '<null>' } else { [string]$_ } } } catch { $_.Exception.Message } }

try_it { [int].GetMethod('Parse',[type[]]([string])).Name }
# expect: Parse
try_it { [int].GetMethod('Parse',[type[]]([string])).Invoke($null,@('5')) }
# expect: 5
try_it { [string].GetMethod('Contains',[type[]]([string])).Invoke('abc',@('b')) }
# expect: True
try_it { "$([string].GetMethod('Contains',[type[]]([string])))" }
# expect: Boolean Contains(System.String)
try_it { [string].GetMethod('Insert').ReturnType }
# expect: string
try_it { [string].GetMethod('Insert').GetParameters().Name }
# expect: startIndex
# expect: value
try_it { [string].GetMethod('Insert').GetParameters()[0].ParameterType }
# expect: int
try_it { "$([string].GetMethod('Insert').GetParameters()[0])" }
# expect: Int32 startIndex
try_it { [string].GetMethod('Insert').IsStatic }
# expect: False
try_it { [string].GetMethod('Insert').MemberType }
# expect: Method
try_it { [string].GetMethod('Nope') }
# expect: <null>
try_it { [string].GetProperties().Name }
# expect: Chars
# expect: Length
try_it { [string].GetProperty('Length').GetValue('abc') }
# expect: 3
try_it { [string].GetProperty('Length').PropertyType }
# expect: int
try_it { [string].GetProperty('Length').CanWrite }
# expect: False
try_it { "$([string].GetProperty('Length'))" }
# expect: Int32 Length
try_it { [datetime].GetProperty('Now').Name }
# expect: Now
try_it { [int].GetField('MaxValue').GetValue($null) }
# expect: 2147483647
try_it { [int].GetFields().Name }
# expect: MaxValue
# expect: MinValue
try_it { [string].GetField('Empty').FieldType }
# expect: string
try_it { [math].GetField('PI').GetValue($null) }
# expect: 3.14159265358979
try_it { [string].GetInterface('IEnumerable').Name }
# expect: IEnumerable
try_it { [DayOfWeek].IsEnumDefined(3) }
# expect: True
try_it { [DayOfWeek].GetEnumName(3) }
# expect: Wednesday
try_it { [int].IsEquivalentTo([int]) }
# expect: True
try_it { [version].GetConstructor([type[]]([int],[int])).Invoke(@(1,2)) }
# expect: 1.2
try_it { [text.stringbuilder].GetProperty('Length').CanWrite }
# expect: True
try_it { $s=[text.stringbuilder]::new('abc');[text.stringbuilder].GetProperty('Length').SetValue($s,1);"$s" }
# expect: a
try_it { class T { static [int] S() { return 7 } }; [T].GetMethod('S').Invoke($null,@()) }
# expect: 7
try_it { [string].GetMethod('Insert').DeclaringType }
# expect: string
try_it { [string].GetMethods().Name -contains 'Substring' }
# expect: True
try_it { [int].GetMethods().Count -gt 5 }
# expect: True
try_it { ([type]'int').GetMethod('ToString',[type[]]@()).Name }
# expect: ToString
try_it { [string].GetMethod('Insert').GetType().Name }
# expect: RuntimeMethodInfo
try_it { [string].GetProperty('Length').GetType().Name }
# expect: RuntimePropertyInfo
