using System.Net;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.Dashboard.Security;

/// <summary>The names under which the console may be requested. A name that leads here without being one of them belongs to somebody else's page.</summary>
internal static class HostNames
{
    public static bool IsKnown(HttpContext context, IEnumerable<string> allowed)
    {
        var name = context.Request.Host.Host.Trim('[', ']').TrimEnd('.');
        // An address cannot lead elsewhere, if it is the one that was connected to.
        if (IPAddress.TryParse(name, out var address))
            return IPAddress.IsLoopback(address) || Same(address, context.Connection.LocalIpAddress) || Listed(name, allowed);
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || Listed(name, allowed);
    }

    private static bool Listed(string name, IEnumerable<string> allowed) => allowed.Any(one => one.Trim('[', ']').Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool Same(IPAddress one, IPAddress? other) => other is not null && Plain(one).Equals(Plain(other));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
