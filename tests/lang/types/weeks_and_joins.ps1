# Weeks of calendars, String.Join of sequences, and more small members
function try_it([scriptblock]$code) { try { & $code | ForEach-Object { if ($null -eq $_) { '<null>' } else { [string]$_ } } } catch { $_.Exception.Message } }

try_it { [string]::Join(',',[Collections.Generic.List[int]](1,2)) }
# expect: 1,2
try_it { [string]::Join(',',[Collections.Generic.List[string]]('a','b')) }
# expect: a,b
try_it { [string]::Join(',',[Collections.Generic.List[object]](1,'b')) }
# expect: 1,b
try_it { [string]::Join(',',[int[]](1,2)) }
# expect: 1,2
try_it { [string]::Join(',',[Collections.ArrayList](1,2)) }
# expect: System.Collections.ArrayList
try_it { [string]::Join(',',[Collections.Generic.HashSet[int]](1,2)) }
# expect: 1,2
try_it { [string]::Join(',',[Collections.Generic.HashSet[string]]('a','b')) }
# expect: a,b
try_it { [string]::Join(',',@{a=1}.Keys) }
# expect: System.Collections.Hashtable+KeyCollection
try_it { [string]::Join(',',([ordered]@{a=1}).Keys) }
# expect: System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection
try_it { [string]::Join(',',[Collections.Generic.Queue[int]]::new([int[]](1,2))) }
# expect: 1,2
try_it { [string]::Join(',',1..3) }
# expect: 1,2,3
try_it { [string]::Join(',','abc') }
# expect: abc
try_it { [string]::Join(',',[char[]]'abc') }
# expect: a,b,c
try_it { [string]::Join(',',(1,2 | % { $_ })) }
# expect: 1,2
try_it { [string]::Join(',',[Collections.ObjectModel.Collection[string]]('a','b')) }
# expect: a,b
try_it { [string]::Join(',',[Linq.Enumerable]::Range(1,3)) }
# expect: 1,2,3
try_it { [string]::Join([char]',',[Collections.Generic.List[int]](1,2)) }
# expect: 1,2
try_it { [string]::Concat([Collections.Generic.List[string]]('a','b')) }
# expect: ab
try_it { [string]::Concat([Collections.Generic.List[int]](1,2)) }
# expect: 12
try_it { [string]::Concat([int[]](1,2)) }
# expect: 12
try_it { [string]::Join(',',@()) }
# expect:
try_it { [string]::Join(',',@($null,'a')) }
# expect: ,a
try_it { [Action]{ 'x' } | % { $_.Invoke() } }
try_it { [cultureinfo]::CreateSpecificCulture('de').Name }
# expect: de-DE
try_it { [Convert]::DBNull }
# expect:
try_it { [datetime]::Now.GetTypeCode() }
# expect: DateTime
try_it { [timespan]::Parse('24:00:00') }
# expect: 24.00:00:00
try_it { [timespan]'24:00' }
# expect: Cannot convert value "24:00" to type "System.TimeSpan". Error: "The TimeSpan string '24:00' could not be parsed because at least one of the numeric components is out of range or contains too many digits."
try_it { [timespan]'25:61' }
# expect: Cannot convert value "25:61" to type "System.TimeSpan". Error: "The TimeSpan string '25:61' could not be parsed because at least one of the numeric components is out of range or contains too many digits."
try_it { [timespan]'36:00:00' }
# expect: 36.00:00:00
try_it { [timespan]'1:60' }
# expect: Cannot convert value "1:60" to type "System.TimeSpan". Error: "The TimeSpan string '1:60' could not be parsed because at least one of the numeric components is out of range or contains too many digits."
try_it { [timespan]::HoursPerDay }
# expect: 24
try_it { $s=[Threading.SemaphoreSlim]::new(1);$s.Wait() }
try_it { [Globalization.CultureInfo]::InvariantCulture.Calendar.GetWeekOfYear([datetime]'2024-01-02','FirstFourDayWeek','Monday') }
# expect: 1
try_it { [cultureinfo]::CurrentCulture.Calendar.GetWeekOfYear([datetime]'2024-12-30','FirstDay','Sunday') }
# expect: 53
try_it { [cultureinfo]::CurrentCulture.Calendar.GetWeekOfYear([datetime]'2024-12-30','FirstFullWeek','Monday') }
# expect: 53
try_it { [cultureinfo]::CurrentCulture.Calendar.GetWeekOfYear([datetime]'2021-01-01','FirstFourDayWeek','Monday') }
# expect: 53
try_it { [cultureinfo]::CurrentCulture.Calendar.GetDaysInMonth(2024,2) }
# expect: 29
try_it { [cultureinfo]::CurrentCulture.Calendar }
# expect: System.Globalization.GregorianCalendar
try_it { [Globalization.ISOWeek]::GetWeekOfYear([datetime]'2024-12-30') }
# expect: 1
try_it { [Globalization.ISOWeek]::GetYear([datetime]'2024-12-30') }
# expect: 2025
try_it { [Globalization.ISOWeek]::GetWeeksInYear(2020) }
# expect: 53
try_it { [Globalization.ISOWeek]::ToDateTime(2024,1,'Monday') }
# expect: 01/01/2024 00:00:00
try_it { [Globalization.ISOWeek]::GetYearStart(2024) }
# expect: 01/01/2024 00:00:00
try_it { [Globalization.ISOWeek]::GetYearEnd(2024) }
# expect: 12/29/2024 00:00:00
try_it { [Globalization.GregorianCalendar]::new().GetDayOfWeek([datetime]'2024-01-02') }
# expect: Tuesday
try_it { [Globalization.GregorianCalendar]::new().AddDays([datetime]'2024-01-02',3) }
# expect: 01/05/2024 00:00:00
try_it { [Globalization.GregorianCalendar]::new().IsLeapYear(2024) }
# expect: True
