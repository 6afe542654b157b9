using System.Text;
using Allora.Sdk.Dashboard.Security;
using Allora.Sdk.Dashboard.Views;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.Dashboard.Endpoints;

/// <summary>The history: pages in JSON, or all of a choice as CSV.</summary>
internal sealed class HistoryEndpoint(AlloraDashboard dashboard)
{
    // A file that a spreadsheet opens; bounds the work of one request.
    private const int MostLines = 100_000;
    private const int LinesAtOnce = 500;

    public async Task ServeAsync(HttpContext context)
    {
        if (!HistoryQuery.TryRead(context.Request.Query, out var filter, out var wrong))
        {
            await RequestGuard.RefuseAsync(context, StatusCodes.Status400BadRequest, wrong).ConfigureAwait(false);
            return;
        }

        var windows = await dashboard.History.ReadAsync(filter, context.RequestAborted).ConfigureAwait(false);
        var last = windows.Count == filter.Limit ? windows[^1] : null;
        var workers = dashboard.Workers;
        var view = new HistoryView(
            [.. windows.Select(WindowRows.Of)], [.. workers.Select(static one => one.Name)], [.. workers.Select(static one => one.Runner.TopicId).Distinct().Order()],
            Enum.GetNames<SubmissionStatus>(), last?.Result.Nonce, last?.Worker);
        await JsonReply.WriteAsync(context, view, DashboardJson.Default.HistoryView).ConfigureAwait(false);
    }

    public async Task ServeCsvAsync(HttpContext context)
    {
        if (!HistoryQuery.TryRead(context.Request.Query, out var filter, out var wrong))
        {
            await RequestGuard.RefuseAsync(context, StatusCodes.Status400BadRequest, wrong).ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"allora-windows.csv\"";
        await WriteAsync(context, WindowCsv.Head).ConfigureAwait(false);
        var lines = 0;
        for (var page = filter with { Limit = LinesAtOnce }; lines < MostLines;)
        {
            var windows = await dashboard.History.ReadAsync(page, context.RequestAborted).ConfigureAwait(false);
            await WriteAsync(context, string.Concat(windows.Select(WindowCsv.Line))).ConfigureAwait(false);
            lines += windows.Count;
            if (windows.Count < page.Limit)
                return;
            page = page with { AfterNonce = windows[^1].Result.Nonce, AfterWorker = windows[^1].Worker };
        }
    }

    private static async Task WriteAsync(HttpContext context, string text) =>
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted).ConfigureAwait(false);
}
