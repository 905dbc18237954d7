# DateTimeOffset and TimeZoneInfo
function fails([scriptblock]$code) { try { & $code } catch { $_.Exception.Message } }

$d=[DateTimeOffset]'2024-03-05T14:07:09.123+02:00'
"$d"; $d.ToString(); $d.ToString('o'); $d.ToString('r'); $d.ToString('u'); $d.ToString('yyyy-MM-dd zzz K'); $d.ToString('s'); $d.Offset.ToString(); $d.UtcDateTime.ToString('o'); $d.LocalDateTime.Kind; $d.DateTime.Kind; $d.UtcTicks; $d.ToUnixTimeSeconds(); $d.ToUnixTimeMilliseconds(); $d.AddDays(1).ToString('o'); $d.ToOffset([timespan]'5:00').ToString('o'); $d.ToUniversalTime().ToString('o'); $d.ToLocalTime().ToString('o'); ($d - [DateTimeOffset]'2024-03-05T12:07:09+02:00').ToString(); ($d + [timespan]'1:0').ToString('o'); $d -gt [DateTimeOffset]'2024-03-05T12:07:09Z'; $d -eq [DateTimeOffset]'2024-03-05T12:07:09.123Z'; $d.EqualsExact([DateTimeOffset]'2024-03-05T12:07:09.123Z')
# expect: 03/05/2024 14:07:09 +02:00
# expect: 3/5/2024 2:07:09 PM +02:00
# expect: 2024-03-05T14:07:09.1230000+02:00
# expect: Tue, 05 Mar 2024 12:07:09 GMT
# expect: 2024-03-05 12:07:09Z
# expect: 2024-03-05 +02:00 +02:00
# expect: 2024-03-05T14:07:09
# expect: 02:00:00
# expect: 2024-03-05T12:07:09.1230000Z
# expect: Local
# expect: Unspecified
# expect: 638452372291230000
# expect: 1709640429
# expect: 1709640429123
# expect: 2024-03-06T14:07:09.1230000+02:00
# expect: 2024-03-05T17:07:09.1230000+05:00
# expect: 2024-03-05T12:07:09.1230000+00:00
# expect: 2024-03-05T12:07:09.1230000+00:00
# expect: 02:00:00.1230000
# expect: 2024-03-05T15:07:09.1230000+02:00
# expect: True
# expect: True
# expect: False
[DateTimeOffset]::FromUnixTimeSeconds(0).ToString('o'); [DateTimeOffset]::FromUnixTimeMilliseconds(1500).ToString('o'); [DateTimeOffset]::UnixEpoch.Year; [DateTimeOffset]::MinValue.ToString('o')
# expect: 1970-01-01T00:00:00.0000000+00:00
# expect: 1970-01-01T00:00:01.5000000+00:00
# expect: 1970
# expect: 0001-01-01T00:00:00.0000000+00:00
[DateTimeOffset]::Parse('2024-01-02').ToString('o'); [DateTimeOffset]::new(2024,1,2,3,4,5,[timespan]'1:0').ToString('o'); [DateTimeOffset]::new([datetime]'2024-01-02',[timespan]'1:0').ToString('o'); [DateTimeOffset]::new([datetime]'2024-01-02').ToString('o')
# expect: 2024-01-02T00:00:00.0000000+00:00
# expect: 2024-01-02T03:04:05.0000000+01:00
# expect: 2024-01-02T00:00:00.0000000+01:00
# expect: 2024-01-02T00:00:00.0000000+00:00
fails {[DateTimeOffset]'x'}
# expect: Cannot convert value "x" to type "System.DateTimeOffset". Error: "The string 'x' was not recognized as a valid DateTime. There is an unknown word starting at index '0'."
fails {[DateTimeOffset]::new([datetime]'2024-01-02',[timespan]'15:0')}
# expect: Exception calling ".ctor" with "2" argument(s): "Offset must be within plus or minus 14 hours. (Parameter 'offset')"
fails {[DateTimeOffset][datetime]'2024-01-02'}
# expect:
# expect: DateTime           : 1/2/2024 12:00:00 AM
# expect: UtcDateTime        : 1/2/2024 12:00:00 AM
# expect: LocalDateTime      : 1/2/2024 12:00:00 AM
# expect: Date               : 1/2/2024 12:00:00 AM
# expect: Day                : 2
# expect: DayOfWeek          : Tuesday
# expect: DayOfYear          : 2
# expect: Hour               : 0
# expect: Millisecond        : 0
# expect: Microsecond        : 0
# expect: Nanosecond         : 0
# expect: Minute             : 0
# expect: Month              : 1
# expect: Offset             : 00:00:00
# expect: TotalOffsetMinutes : 0
# expect: Second             : 0
# expect: Ticks              : 638397504000000000
# expect: UtcTicks           : 638397504000000000
# expect: TimeOfDay          : 00:00:00
# expect: Year               : 2024
# expect:
fails {[datetime][DateTimeOffset]'2024-01-02T00:00:00Z'}
# expect: Cannot convert the "1/2/2024 12:00:00 AM +00:00" value of type "System.DateTimeOffset" to type "System.DateTime".
$d
# expect: DateTime           : 3/5/2024 2:07:09 PM
# expect: UtcDateTime        : 3/5/2024 12:07:09 PM
# expect: LocalDateTime      : 3/5/2024 12:07:09 PM
# expect: Date               : 3/5/2024 12:00:00 AM
# expect: Day                : 5
# expect: DayOfWeek          : Tuesday
# expect: DayOfYear          : 65
# expect: Hour               : 14
# expect: Millisecond        : 123
# expect: Microsecond        : 0
# expect: Nanosecond         : 0
# expect: Minute             : 7
# expect: Month              : 3
# expect: Offset             : 02:00:00
# expect: TotalOffsetMinutes : 120
# expect: Second             : 9
# expect: Ticks              : 638452444291230000
# expect: UtcTicks           : 638452372291230000
# expect: TimeOfDay          : 14:07:09.1230000
# expect: Year               : 2024
# expect:
foreach ($n in 'Pacific Standard Time','Europe/Berlin','W. Europe Standard Time','UTC','Asia/Kolkata','Eastern Standard Time') { $z=[TimeZoneInfo]::FindSystemTimeZoneById($n); '---'; $z.Id, $z.DisplayName, $z.StandardName, $z.DaylightName, $z.BaseUtcOffset, $z.SupportsDaylightSavingTime,$z.HasIanaId; "$z" }
# expect: ---
# expect: Pacific Standard Time
# expect: (UTC-08:00) Pacific Time (Los Angeles)
# expect: Pacific Standard Time
# expect: Pacific Daylight Time
# expect: Ticks             : -288000000000
# expect: Days              : 0
# expect: Hours             : -8
# expect: Milliseconds      : 0
# expect: Microseconds      : 0
# expect: Nanoseconds       : 0
# expect: Minutes           : 0
# expect: Seconds           : 0
# expect: TotalDays         : -0.333333333333333
# expect: TotalHours        : -8
# expect: TotalMilliseconds : -28800000
# expect: TotalMicroseconds : -28800000000
# expect: TotalNanoseconds  : -28800000000000
# expect: TotalMinutes      : -480
# expect: TotalSeconds      : -28800
# expect:
# expect: True
# expect: False
# expect: (UTC-08:00) Pacific Time (Los Angeles)
# expect: ---
# expect: Europe/Berlin
# expect: (UTC+01:00) Central European Time (Berlin)
# expect: Central European Standard Time
# expect: Central European Summer Time
# expect: Ticks             : 36000000000
# expect: Days              : 0
# expect: Hours             : 1
# expect: Milliseconds      : 0
# expect: Microseconds      : 0
# expect: Nanoseconds       : 0
# expect: Minutes           : 0
# expect: Seconds           : 0
# expect: TotalDays         : 0.0416666666666667
# expect: TotalHours        : 1
# expect: TotalMilliseconds : 3600000
# expect: TotalMicroseconds : 3600000000
# expect: TotalNanoseconds  : 3600000000000
# expect: TotalMinutes      : 60
# expect: TotalSeconds      : 3600
# expect:
# expect: True
# expect: True
# expect: (UTC+01:00) Central European Time (Berlin)
# expect: ---
# expect: W. Europe Standard Time
# expect: (UTC+01:00) Central European Time (Berlin)
# expect: Central European Standard Time
# expect: Central European Summer Time
# expect: Ticks             : 36000000000
# expect: Days              : 0
# expect: Hours             : 1
# expect: Milliseconds      : 0
# expect: Microseconds      : 0
# expect: Nanoseconds       : 0
# expect: Minutes           : 0
# expect: Seconds           : 0
# expect: TotalDays         : 0.0416666666666667
# expect: TotalHours        : 1
# expect: TotalMilliseconds : 3600000
# expect: TotalMicroseconds : 3600000000
# expect: TotalNanoseconds  : 3600000000000
# expect: TotalMinutes      : 60
# expect: TotalSeconds      : 3600
# expect:
# expect: True
# expect: False
# expect: (UTC+01:00) Central European Time (Berlin)
# expect: ---
# expect: UTC
# expect: (UTC) Coordinated Universal Time
# expect: Coordinated Universal Time
# expect: Coordinated Universal Time
# expect: Ticks             : 0
# expect: Days              : 0
# expect: Hours             : 0
# expect: Milliseconds      : 0
# expect: Microseconds      : 0
# expect: Nanoseconds       : 0
# expect: Minutes           : 0
# expect: Seconds           : 0
# expect: TotalDays         : 0
# expect: TotalHours        : 0
# expect: TotalMilliseconds : 0
# expect: TotalMicroseconds : 0
# expect: TotalNanoseconds  : 0
# expect: TotalMinutes      : 0
# expect: TotalSeconds      : 0
# expect:
# expect: False
# expect: True
# expect: (UTC) Coordinated Universal Time
# expect: ---
# expect: Asia/Kolkata
# expect: (UTC+05:30) India Standard Time (Kolkata)
# expect: India Standard Time
# expect: GMT+05:30
# expect: Ticks             : 198000000000
# expect: Days              : 0
# expect: Hours             : 5
# expect: Milliseconds      : 0
# expect: Microseconds      : 0
# expect: Nanoseconds       : 0
# expect: Minutes           : 30
# expect: Seconds           : 0
# expect: TotalDays         : 0.229166666666667
# expect: TotalHours        : 5.5
# expect: TotalMilliseconds : 19800000
# expect: TotalMicroseconds : 19800000000
# expect: TotalNanoseconds  : 19800000000000
# expect: TotalMinutes      : 330
# expect: TotalSeconds      : 19800
# expect:
# expect: True
# expect: True
# expect: (UTC+05:30) India Standard Time (Kolkata)
# expect: ---
# expect: Eastern Standard Time
# expect: (UTC-05:00) Eastern Time (New York)
# expect: Eastern Standard Time
# expect: Eastern Daylight Time
# expect: Ticks             : -180000000000
# expect: Days              : 0
# expect: Hours             : -5
# expect: Milliseconds      : 0
# expect: Microseconds      : 0
# expect: Nanoseconds       : 0
# expect: Minutes           : 0
# expect: Seconds           : 0
# expect: TotalDays         : -0.208333333333333
# expect: TotalHours        : -5
# expect: TotalMilliseconds : -18000000
# expect: TotalMicroseconds : -18000000000
# expect: TotalNanoseconds  : -18000000000000
# expect: TotalMinutes      : -300
# expect: TotalSeconds      : -18000
# expect:
# expect: True
# expect: False
# expect: (UTC-05:00) Eastern Time (New York)
fails {[TimeZoneInfo]::FindSystemTimeZoneById('Nope/Zone')}
# expect: Exception calling "FindSystemTimeZoneById" with "1" argument(s): "The time zone ID 'Nope/Zone' was not found on the local computer."
fails { [TimeZoneInfo]::ConvertTimeBySystemTimeZoneId([datetime]'2024-07-01 12:00','Pacific Standard Time').ToString('o') }
# expect: 2024-07-01T05:00:00.0000000
fails { [TimeZoneInfo]::ConvertTime([datetime]'2024-07-01 12:00',[TimeZoneInfo]::FindSystemTimeZoneById('Asia/Tokyo')).ToString('o') }
# expect: 2024-07-01T21:00:00.0000000
fails { [TimeZoneInfo]::ConvertTimeToUtc([datetime]'2024-07-01 12:00',[TimeZoneInfo]::FindSystemTimeZoneById('Asia/Tokyo')).ToString('o') }
# expect: 2024-07-01T03:00:00.0000000Z
fails { [TimeZoneInfo]::ConvertTimeFromUtc([datetime]'2024-07-01 12:00',[TimeZoneInfo]::FindSystemTimeZoneById('Asia/Tokyo')).ToString('o') }
# expect: 2024-07-01T21:00:00.0000000
fails { [TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin').GetUtcOffset([datetime]'2024-10-27 02:30').ToString() }
# expect: 01:00:00
fails { [TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin').IsAmbiguousTime([datetime]'2024-10-27 02:30') }
# expect: True
fails { [TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin').IsInvalidTime([datetime]'2024-03-31 02:30') }
# expect: True
fails { [TimeZoneInfo]::ConvertTimeToUtc([datetime]'2024-03-31 02:30',[TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin')) }
# expect: Exception calling "ConvertTimeToUtc" with "2" argument(s): "The supplied DateTime represents an invalid time.  For example, when the clock is adjusted forward, any time in the period that is skipped is invalid. (Parameter 'dateTime')"
fails { [TimeZoneInfo]::ConvertTimeToUtc([datetime]::Now,[TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin')) }
# expect: Exception calling "ConvertTimeToUtc" with "2" argument(s): "The conversion could not be completed because the supplied DateTime did not have the Kind property set correctly.  For example, when the Kind property is DateTimeKind.Local, the source time zone must be TimeZoneInfo.Local. (Parameter 'sourceTimeZone')"
fails { [TimeZoneInfo]::FindSystemTimeZoneById('America/New_York').IsDaylightSavingTime([datetime]'2035-07-01') }
# expect: True
fails { [TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin') }
# expect: Id                         : Europe/Berlin
# expect: HasIanaId                  : True
# expect: DisplayName                : (UTC+01:00) Central European Time (Berlin)
# expect: StandardName               : Central European Standard Time
# expect: DaylightName               : Central European Summer Time
# expect: BaseUtcOffset              : 01:00:00
# expect: SupportsDaylightSavingTime : True
# expect:
fails { [TimeZoneInfo]::ConvertTime($d,[TimeZoneInfo]::FindSystemTimeZoneById('Asia/Tokyo')).ToString('o') }
# expect: 2024-03-05T21:07:09.1230000+09:00
