# System.Data: tables, columns, rows, filters, views
function say { try { & $args[0] } catch { "$_" } }
$t = [System.Data.DataTable]::new('People')
$name = $t.Columns.Add('Name', [string]); $null = $t.Columns.Add('Age', [int]); $null = $t.Columns.Add('City')
$row = $t.NewRow(); $row['Name'] = 'Ann'; $row.Age = '5'; $t.Rows.Add($row)
$null = $t.Rows.Add('Bob', 7, $null)
"$($t.Rows.Count) $($t.Rows[0].Name) $($t.Rows[0].Age.GetType().Name) $($t.Rows[1].City.GetType().FullName)"
# expect: 2 Ann Int32 System.DBNull
"$name $($t.Columns['age'].DataType) $($t.Columns.ColumnName -join ',') $($t.Columns.Contains('CITY'))"
# expect: Name int Name,Age,City True
($t | ForEach-Object { $_.Name }) -join ','
# expect: Ann,Bob
($t.Select("Age > 5 AND Name LIKE 'b%'") | ForEach-Object Name) -join ','
# expect: Bob
($t.Select('', 'Age DESC') | ForEach-Object Name) -join ','
# expect: Bob,Ann
"$($t.Select('Name IN (''Ann'',''Zed'')').Count) $($t.Select('NOT Age = 5').Count) $($t.Select('City IS NULL').Count)"
# expect: 1 1 2
"$($t.Compute('SUM(Age)', '')) $($t.Compute('COUNT(Name)', 'Age > 5')) $($t.Compute('MAX(Age)', '') * 2)"
# expect: 12 1 14
say { $row.Age = 'x' }
# expect: Exception setting "Age": "The input string 'x' was not in a correct format.Couldn't store <x> in Age Column.  Expected type is Int32."
say { $row.Nope = 1 }
# expect: Exception setting "Nope": "The property 'Nope' cannot be found on this object. Verify that the property exists and can be set."
say { $row['Nope'] = 1 }
# expect: Column 'Nope' does not belong to table People.
say { $t.Columns.Add('Name') }
# expect: Exception calling "Add" with "1" argument(s): "A column named 'Name' already belongs to this DataTable."
say { $t.Select('x = 1') }
# expect: Exception calling "Select" with "1" argument(s): "Cannot find column [x]."
say { $t.Select('Age =') }
# expect: Exception calling "Select" with "1" argument(s): "Syntax error: Missing operand after '=' operator."
say { $t.Rows.Add(1, 2, 3, 4) }
# expect: Exception calling "Add" with "4" argument(s): "Input array is longer than the number of columns in this table."
$states = "$($row.RowState)"; $t.AcceptChanges(); $states += " $($row.RowState)"; $row.Age = 6; $states += " $($row.RowState)"
$t.RejectChanges(); "$states $($row.RowState) $($row.Age)"
# expect: Added Unchanged Modified Unchanged 5
$row.Delete(); "$($row.RowState) $($t.Rows.Count)"; $t.AcceptChanges(); $t.Rows.Count
# expect: Deleted 2
# expect: 1
$t.PrimaryKey = @($t.Columns['Name']); "$($t.Rows.Find('bob').Age) $($t.Rows.Contains('Zed'))"
# expect: 7 False
say { $t.Rows.Add('Bob', 1) }
# expect: Exception calling "Add" with "2" argument(s): "Column 'Name' is constrained to be unique.  Value 'Bob' is already present."
$id = $t.Columns.Add('Id', [int]); $id.AutoIncrement = $true; $id.AutoIncrementSeed = 10; $t.NewRow().Id; $t.NewRow().Id
# expect: 10
# expect: 11
$null = $t.Rows.Add('Cid', 3)
$view = [System.Data.DataView]::new($t); $view.Sort = 'Age'; "$($view[0].Name) $($view.Count)"
# expect: Cid 2
$view.RowFilter = 'Age > 5'; "$($view.Count) $($view.ToTable($true, @('Name')).Columns.Count)"
# expect: 1 1
"$($t.Clone().Rows.Count) $($t.Copy().Rows.Count)"
# expect: 0 2
$set = [System.Data.DataSet]::new('ds'); $set.Tables.Add($t); "$($set.Tables['people'].TableName) $($set.Tables.Count)"
# expect: People 1
$t.Rows[0].psobject.Properties.Name -join ','
# expect: Name,Age,City,Id,RowError,RowState,Table,ItemArray,HasErrors
$t.Rows.Clear(); $t.Rows.Count
# expect: 0
