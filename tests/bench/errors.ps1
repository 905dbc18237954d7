# Errors thrown and caught.
$caught = 0
foreach ($i in 1..10000) { try { if ($i % 2) { throw "no $i" } else { [int]"x$i" } } catch { $caught++ } }
$caught
