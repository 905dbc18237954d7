# Functions that every session has from the start, for scripts to call or to replace.

function prompt { "PS $PWD$('>' * ($NestedPromptLevel + 1)) " }

function cd.. { Set-Location .. }
function cd\ { Set-Location \ }
function cd~ { Set-Location ~ }

# A screen that is not a terminal's has nothing to clear.
function Clear-Host { if (-not [Console]::IsOutputRedirected) { [Console]::Write("`e[H`e[2J`e[3J") } }

function Pause { $null = Read-Host 'Press Enter to continue...' }

# Out-String -Stream: one text a line.
function oss([ValidateRange(2, 2147483647)] [int] $Width) { $input | Out-String -Stream @PSBoundParameters }

function TabExpansion2 {
    [CmdletBinding(DefaultParameterSetName = 'ScriptInputSet')]
    [OutputType([System.Management.Automation.CommandCompletion])]
    param(
        [Parameter(ParameterSetName = 'ScriptInputSet', Mandatory, Position = 0)]
        [AllowEmptyString()] [string] $inputScript,
        [Parameter(ParameterSetName = 'ScriptInputSet', Position = 1)]
        [int] $cursorColumn = $inputScript.Length,
        [Parameter(ParameterSetName = 'ScriptInputSet', Position = 2)]
        [hashtable] $options = $null)
    [System.Management.Automation.CommandCompletion]::CompleteInput($inputScript, $cursorColumn, $options)
}
