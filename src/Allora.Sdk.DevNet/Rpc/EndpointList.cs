using System.Globalization;
using System.Text;
using Allora.Sdk.DevNet.Http;
using Allora.Sdk.DevNet.Rpc.JsonRpc;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.DevNet.Rpc;

/// <summary>The page that a node shows at its root: links to every method.</summary>
internal static class EndpointList
{
    public static HttpReply Of(RpcDispatcher dispatcher, HttpContext context)
    {
        var html = new StringBuilder("<html><body><br>Available endpoints:<br>");
        var methods = dispatcher.Methods.OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
        foreach (var method in methods.Where(m => m.Parameters.Count == 0))
            html.Append(CultureInfo.InvariantCulture, $"<a href=\"//{context.Request.Host}/{method.Name}\">{method.Name}</a><br>");
        html.Append("<br>Endpoints that require arguments:<br>");
        foreach (var method in methods.Where(m => m.Parameters.Count > 0))
        {
            var link = $"//{context.Request.Host}/{method.Name}?{string.Join('&', method.Parameters.Select(p => p.Name + "=_"))}";
            html.Append(CultureInfo.InvariantCulture, $"<a href=\"{link}\">{link}</a></br>");
        }

        return new HttpReply(200, "text/html", Encoding.UTF8.GetBytes(html.Append("</body></html>").ToString()));
    }
}
