#!/usr/bin/env bash
# The newcomer's path, timed: packs the packages into a folder of its own, makes a fresh project outside of the repository that takes them from
# there, and runs the quick start on its DevNet until a submission is in a block. Exits 1 where that fails or takes five minutes or more.
# Then the tool: installed from that folder, it runs a chain, looks at it, takes part in it and draws it (tool.sh). Then a project from each template (templates.sh).
#   tests/packages/newcomer.sh [--no-build]     (--no-build packs what was built with -c Release)
set -euo pipefail
repo=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
# A version that nobody has: a package of the same name in the machine's cache must not be taken for this one.
version=0.1.0-local.$(date +%s)
cache=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: *//')
trap 'rm -rf "$work" "$cache"/allora.{sdk*,cli}/"$version"' EXIT
for project in Allora.Sdk.Protos Allora.Sdk Allora.Sdk.Native Allora.Sdk.Testing Allora.Sdk.Sqlite Allora.Sdk.PostgreSql Allora.Sdk.Dashboard Allora.Sdk.Emissions Allora.Sdk.DevNet Allora.Cli Allora.Templates; do
  dotnet pack "$repo/src/$project" -c Release -o "$work/feed" -p:Version="$version" -v q --nologo "$@"
done
for project in Allora.Sdk.Protos Allora.Sdk Allora.Sdk.Native Allora.Sdk.Testing Allora.Sdk.Sqlite Allora.Sdk.PostgreSql Allora.Sdk.Dashboard Allora.Sdk.Emissions Allora.Sdk.DevNet; do
  listing=$(unzip -l "$work/feed/$project.$version.nupkg")
  for entry in README.md icon.png LICENSE "lib/net10.0/$project.dll" "lib/net10.0/$project.xml"; do
    grep -q " $entry\$" <<< "$listing" || { echo "$project lacks $entry"; exit 1; }
  done
  [ -s "$work/feed/$project.$version.snupkg" ] || { echo "$project has no symbols"; exit 1; }
done

start=$(date +%s)
mkdir "$work/fresh" && cd "$work/fresh"
cat > fresh.csproj <<EOF
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <RestoreAdditionalProjectSources>$work/feed</RestoreAdditionalProjectSources>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Allora.Sdk" Version="$version" />
    <PackageReference Include="Allora.Sdk.Native" Version="$version" />
    <PackageReference Include="Allora.Sdk.DevNet" Version="$version" />
    <PackageReference Include="Microsoft.Extensions.Hosting" Version="10.0.15" />
  </ItemGroup>
</Project>
EOF
cp "$repo/samples/QuickStart/Program.cs" .
timeout 290 dotnet run -c Release | tee output.txt
seconds=$(($(date +%s) - start))
grep -q ": Included " output.txt || { echo "no submission was included"; exit 1; }
echo "from an empty folder to an included submission: $seconds s"
[ "$seconds" -lt 300 ]
bash "$repo/tests/packages/tool.sh" "$work" "$version"
bash "$repo/tests/packages/templates.sh" "$work" "$version"
