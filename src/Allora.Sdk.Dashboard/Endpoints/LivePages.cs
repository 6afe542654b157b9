using Allora.Sdk.Dashboard.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Allora.Sdk.Dashboard.Endpoints;

/// <summary>The streams of open pages (server-sent events): the page's content whenever it has changed, at most ten times a second.</summary>
internal sealed class LivePages(AlloraDashboard dashboard)
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(100);

    // Proxies close what is silent for longer.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private int _open;

    public async Task ServeAsync(HttpContext context)
    {
        if (ContentOf(context.Request.Query) is not { } content)
        {
            await RequestGuard.RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such worker, or no such page.").ConfigureAwait(false);
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _open) > dashboard.Options.MaximumPages)
                await RequestGuard.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, $"{nameof(AlloraDashboardOptions.MaximumPages)} pages are open.").ConfigureAwait(false);
            else
                await StreamAsync(context, content).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private IPageContent? ContentOf(IQueryCollection query)
    {
        if (query.ContainsKey("chain"))
            return dashboard.Options.LocalChain is { } chain ? new ChainContent(chain) : null;
        var name = query["worker"].ToString();
        if (name.Length == 0)
            return new OverviewContent(dashboard);
        return dashboard.Find(name) is { } worker ? new WorkerContent(dashboard, worker) : null;
    }

    private async Task StreamAsync(HttpContext context, IPageContent content)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, dashboard.Stopping);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            var sentAt = dashboard.Time.GetTimestamp();
            while (true)
            {
                // Taken before the content is read: a change during the reading ends the wait below.
                var changed = dashboard.Changes.Next;
                var json = await content.ReadChangedAsync(stop.Token).ConfigureAwait(false);
                if (json is not null || dashboard.Time.GetElapsedTime(sentAt) > Silence)
                {
                    await WriteAsync(context.Response, json, stop.Token).ConfigureAwait(false);
                    sentAt = dashboard.Time.GetTimestamp();
                }

                await Task.Delay(Gap, dashboard.Time, stop.Token).ConfigureAwait(false);
                await Task.WhenAny(changed, Task.Delay(dashboard.Options.RefreshInterval - Gap, dashboard.Time, stop.Token)).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The page was closed, or the host stops.
        }
    }

    private static async Task WriteAsync(HttpResponse response, byte[]? json, CancellationToken cancellationToken)
    {
        // JSON has no line breaks: they are escaped in it.
        byte[] message = json is null ? [.. ": no change\n\n"u8] : [.. "data: "u8, .. json, .. "\n\n"u8];
        await response.Body.WriteAsync(message, cancellationToken).ConfigureAwait(false);
        await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
