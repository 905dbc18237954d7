# -DisplayHint shows one half of a date; the value stays whole.
(Get-Date '2020-01-01 13:05' -DisplayHint Date | Out-String).Trim() # expect: Wednesday, January 1, 2020
(Get-Date '2020-01-01 13:05' -DisplayHint Time | Out-String).Trim() -match '^1:05:00\sPM$' # expect: True
(Get-Date '2020-01-01 13:05' -DisplayHint DateTime | Out-String).Trim() -match '^Wednesday, January 1, 2020 1:05:00\sPM$' # expect: True
(Get-Date '2020-01-01 13:05' -DisplayHint Date).Hour # expect: 13
(Get-Date '2020-01-01 13:05' -DisplayHint Date).DisplayHint # expect: Date
