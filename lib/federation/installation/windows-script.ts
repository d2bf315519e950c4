import {
  BEGIN_MARKER, CREDENTIAL_CONFIG_VARIABLES, END_MARKER, INSTALLATION_FAILED, METADATA_ADDRESSES, PROJECT_VARIABLES,
  WINDOWS_INSTALLATION_FAILED_MARKER,
} from './installation';
import { InstallationFailureAction, InstallationInput } from './installation-input';

/**
 * The security descriptor of the file, by well-known identifiers, as the names of the groups depend on the language:
 * administrators own it, they and the system may do everything, users may read, and nothing comes from the folder.
 */
const FILE_SDDL = 'O:BAG:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FR;;;BU)';

/** The same for a folder that this script makes, and for what is made in it. */
const FOLDER_SDDL = 'O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)';

/**
 * Commands of Windows PowerShell 5.1 that install a credential configuration and make every process see it: those that
 * start later, by the machine's environment, and the commands that follow in the same script.
 *
 * - They run in a scope of their own, so preferences, strict mode and names of the surrounding script neither reach them
 *   nor change, and no native command changes its `$LASTEXITCODE`. When they fail, the surrounding script goes on.
 * - A here-string has the line ends of the script around it; those of the configuration are line feeds.
 * - The text is written beside the place and put there in one step, so no reader ever sees half a file. `Replace` keeps
 *   the descriptor of the old file, hence it is set again.
 * - Only differing variables are written, since each write is broadcast to all windows.
 * - Where a proxy is set, the metadata addresses are appended to its exceptions.
 * - A failure is told where people look: in a file, in the event log, on the console, which is the serial port on EC2, and
 *   in the output.
 */
export function windowsScript(input: InstallationInput): string[] {
  // The credentials come last, so that where they are set all is.
  const variables = [
    ...PROJECT_VARIABLES.map(name => `${name} = ${quote(input.workloadProjectId)}`),
    ...[...CREDENTIAL_CONFIG_VARIABLES].reverse().map(name => `${name} = $path`),
  ];
  const atFailure = input.onFailure === InstallationFailureAction.FAIL_BOOT ? '\n  exit 1' : '';
  return [
    '', // CDK puts its tags around the commands, on the same lines
    BEGIN_MARKER,
    '# Installs the credential configuration of Google Cloud, which holds no secret. Nothing is downloaded.',
    `& {
Set-StrictMode -Off
$ErrorActionPreference = 'Stop'
function Protect($target, $kind, $descriptor) {
  $acl = New-Object "Security.AccessControl.$($kind)Security"
  $acl.SetSecurityDescriptorSddlForm($descriptor)
  Set-Acl -LiteralPath $target -AclObject $acl
}
function Find($name) {
  'Process', 'Machine' | ForEach-Object { [Environment]::GetEnvironmentVariable($name, $_) } | Where-Object { $_ } | Select-Object -First 1
}
$temporary = $null
$failed = ${quote(WINDOWS_INSTALLATION_FAILED_MARKER)}
try {
  $path = ${quote(input.credentialConfigPath)}
  $folder = [IO.Path]::GetDirectoryName($path)
  if (-not [IO.Directory]::Exists($folder)) {
    $null = [IO.Directory]::CreateDirectory($folder)
    Protect $folder Directory '${FOLDER_SDDL}'
  }
  $temporary = [IO.Path]::Combine($folder, [IO.Path]::GetRandomFileName())
  [IO.File]::WriteAllText($temporary, (@'
${input.credentialConfig}
'@).Replace("\`r", ''), (New-Object Text.UTF8Encoding $false))
  Protect $temporary File '${FILE_SDDL}'
  if ([IO.File]::Exists($path)) { [IO.File]::Replace($temporary, $path, [NullString]::Value) } else { [IO.File]::Move($temporary, $path) }
  Protect $path File '${FILE_SDDL}'
  $variables = [ordered]@{ ${variables.join('; ')} }
  if ((Find HTTPS_PROXY) -or (Find HTTP_PROXY)) {
    $exceptions = Find NO_PROXY
    if ("$exceptions" -notlike '*${METADATA_ADDRESSES[0]}*') { $variables.Insert(0, 'NO_PROXY', (@($exceptions, '${METADATA_ADDRESSES.join(',')}' | Where-Object { $_ }) -join ',')) }
  }
  foreach ($name in $variables.Keys) {
    if ([Environment]::GetEnvironmentVariable($name, 'Machine') -cne $variables[$name]) { [Environment]::SetEnvironmentVariable($name, $variables[$name], 'Machine') }
    [Environment]::SetEnvironmentVariable($name, $variables[$name])
  }
  Remove-Item -LiteralPath $failed -Force -ErrorAction SilentlyContinue
} catch {
  $message = "${INSTALLATION_FAILED}: $_"
  [Console]::Error.WriteLine($message)
  if ($temporary) { Remove-Item -LiteralPath $temporary -Force -ErrorAction SilentlyContinue }
  try { [IO.File]::WriteAllText($failed, $message) } catch { }
  try { [Diagnostics.EventLog]::WriteEntry('cdk-gcp', $message, 'Error') } catch { }
  try { $console = New-Object IO.Ports.SerialPort COM1; $console.Open(); $console.WriteLine($message); $console.Close() } catch { }${atFailure}
}
}`,
    END_MARKER,
    '',
  ];
}

/** A literal string of PowerShell. Paths hold no quote, and what cannot be there is doubled all the same. */
function quote(value: string): string {
  return `'${value.replace(/'/g, "''")}'`;
}
