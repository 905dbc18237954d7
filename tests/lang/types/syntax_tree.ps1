$block = { param([int]$x = 3, $y) $z = $x * 2; Get-Foo -A 1 'lit' $y | Out-Null }
$ast = $block.Ast
$ast.GetType().Name
$ast.ParamBlock.Parameters.Count
$ast.ParamBlock.Parameters[0].Name.VariablePath.UserPath
$ast.ParamBlock.Parameters[0].DefaultValue.Value
$ast.ParamBlock.Parameters[0].StaticType.Name
# expect: ScriptBlockAst
# expect: 2
# expect: x
# expect: 3
# expect: Int32

$ast.EndBlock.Statements.Count
$ast.EndBlock.Statements[0].GetType().Name
$ast.EndBlock.Statements[0].Left.Extent.Text
$ast.EndBlock.Statements[0].Operator
# expect: 2
# expect: AssignmentStatementAst
# expect: $z
# expect: Equals

$command = $ast.EndBlock.Statements[1].PipelineElements[0]
$command.GetCommandName()
$command.CommandElements[1].ParameterName
$command.CommandElements[3].Value
# expect: Get-Foo
# expect: A
# expect: lit

$names = $ast.FindAll({ param($node) $node -is [System.Management.Automation.Language.VariableExpressionAst] }, $true)
($names | ForEach-Object { $_.VariablePath.UserPath }) -join ','
# expect: x,y,z,x,y

$tokens = $errors = $null
$tree = [System.Management.Automation.Language.Parser]::ParseInput('$q = 1 +', [ref]$tokens, [ref]$errors)
$tree.GetType().Name
$errors.Count
$errors[0].ErrorId
# expect: ScriptBlockAst
# expect: 1
# expect: ExpectedValueExpression
