namespace Allora.Sdk.Dashboard.Endpoints;

/// <summary>The overview of one open page.</summary>
internal sealed class OverviewContent(AlloraDashboard dashboard) : IPageContent
{
    private byte[]? _last;

    public ValueTask<byte[]?> ReadChangedAsync(CancellationToken cancellationToken)
    {
        var json = dashboard.Overviews.Read();
        if (ReferenceEquals(json, _last) || (_last is { } last && json.AsSpan().SequenceEqual(last)))
            return ValueTask.FromResult<byte[]?>(null);
        _last = json;
        return ValueTask.FromResult<byte[]?>(json);
    }
}
