using System.Text.Json;
using Allora.Sdk.Dashboard.Feed;
using Allora.Sdk.Dashboard.History;
using Allora.Sdk.Dashboard.Views;

namespace Allora.Sdk.Dashboard.Endpoints;

/// <summary>A worker's page: first its newest windows, then those that have changed.</summary>
internal sealed class WorkerContent(AlloraDashboard dashboard, DashboardWorker worker) : IPageContent
{
    private const int Windows = 200;

    private byte[]? _last;
    private long _version = -1;

    public async ValueTask<byte[]?> ReadChangedAsync(CancellationToken cancellationToken)
    {
        var isFirst = _version < 0;
        var (windows, version) = worker.Lane.Changed(Math.Max(0, _version), Windows);
        if (isFirst && windows.Count < Windows)
            windows = await dashboard.History.ReadAsync(new WindowFilter { Worker = worker.Name, Limit = Windows }, cancellationToken).ConfigureAwait(false);
        _version = version;
        var json = JsonSerializer.SerializeToUtf8Bytes(Overview.Of(dashboard, worker, [.. windows.Select(WindowRows.Of)]), DashboardJson.Default.WorkerView);
        if (windows.Count == 0 && _last is { } last && json.AsSpan().SequenceEqual(last))
            return null;
        _last = json;
        return json;
    }
}
