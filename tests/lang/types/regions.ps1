# RegionInfo: countries
foreach ($name in 'US', 'de-DE', 'GB') {
    $region = [System.Globalization.RegionInfo]::new($name)
    "$($region.Name) $($region.EnglishName) $($region.ThreeLetterISORegionName) $($region.ISOCurrencySymbol) $($region.CurrencySymbol) $($region.IsMetric)"
}
# expect: US United States USA USD $ False
# expect: DE Germany DEU EUR € True
# expect: GB United Kingdom GBR GBP £ True
[System.Globalization.RegionInfo]::new('de-DE').NativeName
# expect: Deutschland
[System.Globalization.RegionInfo]::CurrentRegion.TwoLetterISORegionName
# expect: US
try { [System.Globalization.RegionInfo]::new('zzzz') } catch { "$_" }
# expect: Exception calling ".ctor" with "1" argument(s): "The region name zzzz should not correspond to neutral culture; a specific culture name is required. (Parameter 'name')"
