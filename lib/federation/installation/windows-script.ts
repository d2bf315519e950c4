import { BEGIN_MARKER, CREDENTIAL_CONFIG_VARIABLES, END_MARKER, METADATA_ADDRESSES, PROJECT_VARIABLE } from './installation';
import { UserDataScriptInput } from './user-data-script';

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
 */
export function windowsScript(input: UserDataScriptInput): string[] {
  // The credentials come last, so that where they are set all is.
  const variables = [`${PROJECT_VARIABLE} = ${quote(input.gcpProjectId)}`, ...[...CREDENTIAL_CONFIG_VARIABLES].reverse().map(name => `${name} = $p`)];
  return [
    '', // CDK puts its tags around the commands, on the same lines
    BEGIN_MARKER,
    `& {
Set-StrictMode -Off
$ErrorActionPreference = 'Stop'
function Protect($path, $kind, $sddl) {
  $a = New-Object "Security.AccessControl.$($kind)Security"
  $a.SetSecurityDescriptorSddlForm($sddl)
  Set-Acl -LiteralPath $path -AclObject $a
}
function Find($name) {
  'Process', 'Machine' | ForEach-Object { [Environment]::GetEnvironmentVariable($name, $_) } | Where-Object { $_ } | Select-Object -First 1
}
$t = $null
try {
  $p = ${quote(input.credentialConfigPath)}
  $d = [IO.Path]::GetDirectoryName($p)
  if (-not [IO.Directory]::Exists($d)) {
    $null = [IO.Directory]::CreateDirectory($d)
    Protect $d Directory '${FOLDER_SDDL}'
  }
  $t = [IO.Path]::Combine($d, [IO.Path]::GetRandomFileName())
  [IO.File]::WriteAllText($t, (@'
${input.credentialConfig}
'@).Replace("\`r", ''), (New-Object Text.UTF8Encoding $false))
  Protect $t File '${FILE_SDDL}'
  if ([IO.File]::Exists($p)) { [IO.File]::Replace($t, $p, [NullString]::Value) } else { [IO.File]::Move($t, $p) }
  Protect $p File '${FILE_SDDL}'
  $v = [ordered]@{ ${variables.join('; ')} }
  if ((Find HTTPS_PROXY) -or (Find HTTP_PROXY)) {
    $x = Find NO_PROXY
    if ("$x" -notlike '*${METADATA_ADDRESSES[0]}*') { $v.Insert(0, 'NO_PROXY', (@($x, '${METADATA_ADDRESSES.join(',')}' | Where-Object { $_ }) -join ',')) }
  }
  foreach ($n in $v.Keys) {
    if ([Environment]::GetEnvironmentVariable($n, 'Machine') -cne $v[$n]) { [Environment]::SetEnvironmentVariable($n, $v[$n], 'Machine') }
    [Environment]::SetEnvironmentVariable($n, $v[$n])
  }
} catch {
  [Console]::Error.WriteLine("cdk-gcp failed: $_")
  if ($t) { Remove-Item -LiteralPath $t -Force -ErrorAction SilentlyContinue }
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
