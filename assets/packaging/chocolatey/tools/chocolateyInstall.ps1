# Unpacks the archive that lies beside this script, as in a package for hosts without internet, or
# else the released one. Chocolatey checks the hash and puts hybridkb.exe on the path.
$ErrorActionPreference = 'Stop'

$tools = Split-Path -Parent $MyInvocation.MyCommand.Definition
$name = 'hybridkb-vVERSION-x86_64-pc-windows-msvc.zip'
$source = Join-Path $tools $name
if (-not (Test-Path -LiteralPath $source)) {
    $source = "https://github.com/REPOSITORY/releases/download/vVERSION/$name"
}

Install-ChocolateyZipPackage -PackageName 'hybridkb' `
    -Url64bit $source `
    -Checksum64 'SHA256' `
    -ChecksumType64 'sha256' `
    -UnzipLocation $tools
