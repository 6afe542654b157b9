using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.Dashboard.Security;

/// <summary>Signs of a proxy: the connection's address is then not the user's. The "original" ones are left by ASP.NET when it has applied the others.</summary>
internal static class ProxyHeaders
{
    private static readonly string[] Names =
    [
        "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Real-IP",
        "X-Original-For", "X-Original-Host", "X-Original-Proto", "X-Original-Prefix",
    ];

    public static bool Any(IHeaderDictionary headers) => Array.Exists(Names, headers.ContainsKey);
}
