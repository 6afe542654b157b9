# The WebApi sample on ASP.NET Core's chiselled base: no shell, no package manager, not root. Build from the repository's root:
#   docker build -f deploy/WebApi.Dockerfile -t allora-webapi .
# Run with a read-only file system; only the state folder is written:
#   docker run --read-only --tmpfs /tmp --cap-drop=ALL --security-opt=no-new-privileges -p 8080:8080 -e Allora__Network=testnet \
#     -e Allora__KeyFile=/run/secrets/worker.key -e Allora__Wallet__StateFolder=/state \
#     -v allora-state:/state -v /path/worker.key:/run/secrets/worker.key:ro allora-webapi
# A tag moves: the release workflow gives both base images by digest (--build-arg SDK_DIGEST=sha256:..., RUNTIME_DIGEST=sha256:...).
ARG SDK_DIGEST=
ARG RUNTIME_DIGEST=
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble${SDK_DIGEST:+@$SDK_DIGEST} AS build
# Restored locked. The lock files name packs of one .NET SDK: if the tag's SDK is another one (NU1004), build with --build-arg CI=false.
ARG CI=true
WORKDIR /source
COPY . .
RUN dotnet publish samples/WebApi -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra${RUNTIME_DIGEST:+@$RUNTIME_DIGEST}
WORKDIR /app
COPY --from=build /app .
# The chiselled image's own user. Key files must be readable by it alone (mode 0600, owner 1654).
USER 1654
EXPOSE 8080
ENTRYPOINT ["dotnet", "WebApi.dll"]
