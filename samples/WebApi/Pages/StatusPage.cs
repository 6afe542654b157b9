using System.Globalization;
using System.Net;
using System.Text;
using Allora.Sdk;
using Allora.Sdk.Hosting;

namespace WebApi.Pages;

/// <summary>One page: the workers, plots of values and latencies, the last windows. No scripts, no external resources; it reloads itself.</summary>
internal static class StatusPage
{
    private const string Style = """
        body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#14203a;background:#f7f8fa}
        h1{font-size:1.4rem}h2{font-size:1.05rem;margin:1.6rem 0 .5rem}
        table{border-collapse:collapse;width:100%;background:#fff}td,th{padding:.4rem .6rem;border-bottom:1px solid #e3e6ec;text-align:left}
        td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}code{font-size:.85em}.plots{display:flex;gap:1rem;flex-wrap:wrap}
        .plots figure{margin:0;background:#fff;padding:.6rem;flex:1 1 28rem}figcaption{font-size:.9rem;margin-bottom:.3rem}svg{width:100%;height:auto}
        .ok{color:#0a7d4f}.bad{color:#b3261e}.wait{color:#8a5a00}
        """;

    public static string Render(IEnumerable<AlloraWorkerService> workers, IReadOnlyList<SubmissionResult> windows, DateTimeOffset now)
    {
        var page = new StringBuilder($"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="5"><meta name="viewport" content="width=device-width">
            <title>Allora workers</title><style>{Style}</style></head><body><h1>Allora workers</h1>
            <p>{now.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC</p>
            <h2>Workers</h2><table><tr><th>name</th><th>topic</th><th>wallet</th><th>state</th><th class="n">height</th><th class="n">balance, ALLO</th></tr>

            """);
        foreach (var worker in workers.Select(WorkerView.Of))
        {
            var kind = worker.Ready ? "ok" : worker.Live ? "wait" : "bad";
            page.Append(CultureInfo.InvariantCulture, $"""<tr><td>{Text(worker.Name)}</td><td>{worker.Topic}</td><td><code>{Text(worker.Wallet)}</code></td><td class="{kind}">{worker.State} {Text(worker.Detail)}</td><td class="n">{worker.Height}</td><td class="n">{Text(worker.BalanceAllo)}</td></tr>""");
        }

        page.Append("</table>");
        Plots(page, [.. windows.Reverse()]);
        Windows(page, windows);
        return page.Append("</body></html>").ToString();
    }

    private static void Plots(StringBuilder page, IReadOnlyList<SubmissionResult> oldestFirst)
    {
        page.Append("<h2>Last windows</h2><div class=\"plots\">");
        page.Append(LinePlot.Render("Value", "", [.. oldestFirst.Where(w => double.TryParse(w.Value, CultureInfo.InvariantCulture, out _))
            .Select(w => ((double)w.Nonce, double.Parse(w.Value!, CultureInfo.InvariantCulture)))]));
        page.Append(LinePlot.Render("Window to broadcast, without the model's own time", "ms", [.. oldestFirst.Where(w => w.Timings.OwnLatency is not null)
            .Select(w => ((double)w.Nonce, w.Timings.OwnLatency!.Value.TotalMilliseconds))]));
        page.Append("</div>");
    }

    private static void Windows(StringBuilder page, IReadOnlyList<SubmissionResult> windows)
    {
        page.Append("<table><tr><th>topic</th><th class=\"n\">nonce</th><th>status</th><th class=\"n\">value</th><th class=\"n\">block</th><th class=\"n\">sent, ms</th><th class=\"n\">in a block, ms</th><th>transaction</th></tr>");
        if (windows.Count == 0)
            page.Append("<tr><td colspan=\"8\">No window yet.</td></tr>");
        foreach (var window in windows.Take(20).Select(WindowView.Of))
        {
            var kind = window.Status is nameof(SubmissionStatus.Included) or nameof(SubmissionStatus.AlreadySubmitted) ? "ok"
                : window.Status is nameof(SubmissionStatus.Missed) or nameof(SubmissionStatus.Rejected) ? "bad" : "wait";
            page.Append(CultureInfo.InvariantCulture, $"""<tr><td>{window.Topic}</td><td class="n">{window.Nonce}</td><td class="{kind}">{window.Status} {Text(window.Message)}</td><td class="n">{Text(window.Value)}</td><td class="n">{window.Height}</td><td class="n">{window.SentMs:F1}</td><td class="n">{window.IncludedMs:F0}</td><td><code>{Text(window.Hash?[..12])}</code></td></tr>""");
        }

        page.Append("</table>");
    }

    private static string Text(string? text) => WebUtility.HtmlEncode(text) ?? "";
}
