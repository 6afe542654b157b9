using System.Globalization;
using Allora.Sdk.Dashboard.Security;
using Allora.Sdk.Dashboard.Views;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.Dashboard.Endpoints;

/// <summary>Everything known of one window.</summary>
internal sealed class WindowEndpoint(AlloraDashboard dashboard)
{
    public async Task ServeAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (!long.TryParse(query["nonce"], NumberStyles.None, CultureInfo.InvariantCulture, out var nonce))
        {
            await RequestGuard.RefuseAsync(context, StatusCodes.Status400BadRequest, "The nonce is not a number.").ConfigureAwait(false);
            return;
        }

        var name = query["worker"].ToString();
        if (await dashboard.History.FindAsync(name, nonce, context.RequestAborted).ConfigureAwait(false) is not { } record)
        {
            await RequestGuard.RefuseAsync(context, StatusCodes.Status404NotFound, "This window is not known: it was before the start of the process, or no worker of that name answered it.").ConfigureAwait(false);
            return;
        }

        var chain = dashboard.Find(name) is { } worker ? await NonceOnChain.ReadAsync(worker.Runner, record, context.RequestAborted).ConfigureAwait(false) : NonceOnChain.Nothing;
        await JsonReply.WriteAsync(context, WindowStory.Of(record, chain), DashboardJson.Default.WindowView).ConfigureAwait(false);
    }
}
