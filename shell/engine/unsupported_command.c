#include "engine/unsupported_command.h"

#include "base/base.h"

#include <string.h>
#include <strings.h>

static const struct {
	const char *names; /* separated and ended by blanks */
	const char *reason;
} groups[] = {
	{" Connect-PSSession Disconnect-PSSession Enter-PSHostProcess Enter-PSSession "
	 "Exit-PSHostProcess "
	 "Exit-PSSession Export-PSSession Get-PSHostProcessInfo "
	 "New-PSRoleCapabilityFile New-PSSessionConfigurationFile "
	 ""
	 "New-PSTransportOption Receive-PSSession Enable-PSRemoting "
	 "Disable-PSRemoting ",
	 "exosh has no remoting: run the command on that machine, for example through ssh."},
	{" Disable-PSBreakpoint Enable-PSBreakpoint Get-PSBreakpoint Remove-PSBreakpoint "
	 "Set-PSBreakpoint "
	 "Debug-Job Debug-Process Debug-Runspace Disable-RunspaceDebug Enable-RunspaceDebug "
	 "Get-RunspaceDebug Wait-Debugger ",
	 "exosh has no debugger: Write-Debug and -Verbose show what a script does."},
	{" Find-Module Find-Script Install-Module Install-Script Publish-Module Save-Module "
	 "Uninstall-Module Update-Module Get-InstalledModule Register-PSRepository "
	 "Set-PSRepository "
	 "Get-PSRepository Find-PSResource Install-PSResource Get-PSResource Save-PSResource "
	 "Uninstall-PSResource Update-PSResource Find-Package Install-Package Get-Package ",
	 "exosh does not install modules: put a script module's folder into one of "
	 "$env:PSModulePath."},
	{" Disable-ExperimentalFeature Enable-ExperimentalFeature Get-ExperimentalFeature "
	 "Get-PSSubsystem ",
	 "exosh has no experimental features."},
	{" Register-ObjectEvent ",
	 "exosh has no events of objects: a loop with Start-Sleep can look again and again."},
	{" Get-Service New-Service Restart-Service Resume-Service Set-Service Start-Service "
	 "Stop-Service "
	 "Suspend-Service Get-CimInstance Get-CimClass Invoke-CimMethod Get-WmiObject "
	 "Invoke-WmiMethod "
	 "Get-EventLog Get-WinEvent New-WinEvent Get-Counter Get-Acl Set-Acl Get-HotFix "
	 "Get-LocalUser "
	 "Get-LocalGroup Get-ComputerInfo Rename-Computer Add-Computer Set-AuthenticodeSignature "
	 "Get-AuthenticodeSignature ",
	 "It belongs to Windows: PowerShell on Linux does not have it either."},
	{" Get-TraceSource Set-TraceSource Trace-Command ",
	 "exosh does not trace its commands: Write-Debug and -Verbose show what a script does."},
	{" Save-Help Update-Help ", "The help of exosh is built in: there is nothing to update."},
};

const char *unsupported_command_reason(const char *name)
{
	size_t length = strlen(name);
	for (size_t i = 0; i < countof(groups); i++)
		for (const char *at = groups[i].names; (at = strchr(at, ' ')) && at[1]; at++)
			if (!strncasecmp(at + 1, name, length) && at[1 + length] == ' ')
				return groups[i].reason;
	return NULL;
}
