# A class takes semicolons after its properties only.
$texts = 'class A { [int] $x;; [int] $y }', "class A { [int] `$x`n ; [int] `$y }", 'enum E { A; B;; C }',
    'class A { ; [int] $x }', 'class A { [int] F() { return 1 }; }', 'enum E { ; A }'
foreach ($text in $texts) {
    $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref] $null, [ref] $errors)
    if ($errors) { $errors[0].ErrorId } else { 'fine' }
}
# expect: fine
# expect: fine
# expect: fine
# expect: MissingEndCurlyBrace
# expect: MissingEndCurlyBrace
# expect: MissingEndCurlyBrace
