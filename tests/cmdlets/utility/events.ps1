# New-Event, Get-Event, Wait-Event, Remove-Event, Register-EngineEvent, Get-EventSubscriber and Unregister-Event.
$null = New-Event -SourceIdentifier Queue.A -MessageData 'first' -EventArguments 1, 2
$null = New-Event Queue.B -Sender 'me'
Get-Event | ForEach-Object { "$($_.SourceIdentifier)|$($_.Sender)|$($_.SourceArgs)|$($_.MessageData)" }
# expect: Queue.A||1 2|first
# expect: Queue.B|me||
(Get-Event -SourceIdentifier Queue.*).Count
# expect: 2
(Wait-Event -SourceIdentifier Queue.B -Timeout 5).SourceIdentifier
# expect: Queue.B
Remove-Event -SourceIdentifier Queue.A -WhatIf
# expect: What if: Performing the operation "Remove" on target "Event 'Queue.A'".
Remove-Event -SourceIdentifier Queue.*
@(Get-Event).Count
# expect: 0
try { Get-Event -SourceIdentifier nope -ErrorAction Stop } catch { "$_"; $_.FullyQualifiedErrorId }
# expect: Event with source identifier 'nope' does not exist.
# expect: INVALID_SOURCE_IDENTIFIER,Microsoft.PowerShell.Commands.GetEventCommand

# An action runs before New-Event returns; the event does not wait then.
$job = Register-EngineEvent -SourceIdentifier Work.Done -Action { "out $($Event.MessageData) $args"; $global:seen = $Event.SourceIdentifier } -MessageData 'given'
"$($job.GetType().Name) $($job.Name) $($job.State)"
# expect: PSEventJob Work.Done NotStarted
$null = New-Event Work.Done -EventArguments 'x'
"$seen $($job.State) $(@(Get-Event).Count)"
# expect: Work.Done Running 0
Receive-Job $job
# expect: out given x
(Get-EventSubscriber -SourceIdentifier Work.Done).Action.Name
# expect: Work.Done
Unregister-Event -SourceIdentifier Work.Done
"$($job.State) $(@(Get-EventSubscriber).Count)"
# expect: Stopped 0
Remove-Job $job

# Without an action the events wait; -MaxTriggerCount ends the subscription.
Register-EngineEvent -SourceIdentifier Plain
$null = New-Event Plain
(Get-Event -SourceIdentifier Plain).SourceIdentifier
# expect: Plain
Remove-Event -SourceIdentifier Plain; Unregister-Event -SourceIdentifier Plain
$null = Register-EngineEvent -SourceIdentifier Once -MaxTriggerCount 1 -Action { $global:times++ }
$times = 0
$null = New-Event Once; $null = New-Event Once
"$times $(@(Get-Event -SourceIdentifier Once).Count)"
# expect: 1 1
try { Unregister-Event -SubscriptionId 999 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
# expect: INVALID_SUBSCRIPTION_IDENTIFIER,Microsoft.PowerShell.Commands.UnregisterEventCommand
