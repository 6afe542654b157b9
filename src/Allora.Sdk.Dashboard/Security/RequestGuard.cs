using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.Dashboard.Security;

/// <summary>Decides who may read the console. Every handler runs behind it.</summary>
internal static class RequestGuard
{
    /// <summary>Puts the rules before a handler.</summary>
    public static RequestDelegate Protect(AlloraDashboard dashboard, RequestDelegate handler) => async context =>
    {
        SecurityHeaders.Write(context.Response);
        if (Refusal(context, dashboard.Options) is { } refusal)
        {
            if (refusal.Status == StatusCodes.Status401Unauthorized)
                context.Response.Headers.WWWAuthenticate = AccessToken.Challenge;
            await RefuseAsync(context, refusal.Status, refusal.Why).ConfigureAwait(false);
            return;
        }

        await handler(context).ConfigureAwait(false);
    };

    /// <summary>Puts the rules before a handler that changes something.</summary>
    public static RequestDelegate ProtectChange(AlloraDashboard dashboard, RequestDelegate handler) => Protect(dashboard, context =>
        !dashboard.Options.AllowPause
            ? RefuseAsync(context, StatusCodes.Status403Forbidden, $"This console only shows: the host has not set {nameof(AlloraDashboardOptions.AllowPause)}.")
            : !dashboard.AntiForgery.Holds(context.Request)
                ? RefuseAsync(context, StatusCodes.Status400BadRequest, $"The header {AntiForgery.Header} is missing or wrong: reload the page.")
                : handler(context));

    public static Task RefuseAsync(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(why + "\n", context.RequestAborted);
    }

    private static (int Status, string Why)? Refusal(HttpContext context, AlloraDashboardOptions options)
    {
        // A page of another site may link here, but not read from here, whatever the host's own rules for other origins are.
        if (context.Request.Headers["Sec-Fetch-Site"] is ["cross-site" or "same-site"] && context.Request.Headers["Sec-Fetch-Mode"] is not ["navigate"])
            return (StatusCodes.Status403Forbidden, "Pages of other sites cannot read this console.");
        // The host has decided, and its authorization runs before this.
        if (IsAuthorized(context))
            return null;
        if (!HostNames.IsKnown(context, options.AllowedHosts))
            return (StatusCodes.Status403Forbidden, $"The console is not served under this name: add it to {nameof(AlloraDashboardOptions.AllowedHosts)}.");
        if (IsLocal(context))
            return null;
        if (options.Token is not { } token)
            return (StatusCodes.Status403Forbidden, $"The console answers this machine alone, and no proxy: set {nameof(AlloraDashboardOptions.Token)}, or call RequireAuthorization on its endpoints.");
        return AccessToken.Holds(context.Request, token) ? null : (StatusCodes.Status401Unauthorized, "A token is needed.");
    }

    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote) && !ProxyHeaders.Any(context.Request.Headers);

    private static bool IsAuthorized(HttpContext context) =>
        context.GetEndpoint()?.Metadata is { } metadata
        && metadata.GetMetadata<IAuthorizeData>() is not null
        && metadata.GetMetadata<IAllowAnonymous>() is null;
}
