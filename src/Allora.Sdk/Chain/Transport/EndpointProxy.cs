using System.Net;

namespace Allora.Sdk.Chain.Transport;

/// <summary>The proxy of an endpoint, with the name and password that its address may contain.</summary>
internal static class EndpointProxy
{
    public static WebProxy? Of(AlloraEndpoint endpoint)
    {
        if (endpoint.Proxy is not { } address)
            return null;
        var proxy = new WebProxy(address);
        if (address.UserInfo.Split(':', 2) is [{ Length: > 0 } name, var password])
            proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(name), Uri.UnescapeDataString(password));
        return proxy;
    }
}
