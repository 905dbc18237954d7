# DateOnly and TimeOnly

[dateonly]::new(2024, 2, 28).AddDays(2).ToString('o')
# expect: 2024-03-01
[dateonly]'2024-01-02' -lt [dateonly]'2024-01-03'
# expect: True
([dateonly]'2024-01-02').ToDateTime([timeonly]'10:00').ToString('s')
# expect: 2024-01-02T10:00:00
[dateonly]::FromDateTime([datetime]'2024-12-31T23:59:59').DayOfYear
# expect: 366
$date = [dateonly]::MinValue
[dateonly]::TryParseExact('20240102', 'yyyyMMdd', [ref]$date); "$date"
# expect: True
# expect: 01/02/2024
try { [dateonly]::Parse('10:00') } catch { $_.Exception.InnerException.GetType().Name }
# expect: FormatException

([timeonly]'10:30').AddHours(20).ToString('HH:mm')
# expect: 06:30
(([timeonly]'01:00') - ([timeonly]'23:00')).ToString()
# expect: 02:00:00
([timeonly]'23:30').IsBetween([timeonly]'22:00', [timeonly]'06:00')
# expect: True
[timeonly]::Parse('3 PM').Hour
# expect: 15
