using System.Text.Json;

namespace Allora.Sdk.Dashboard.Views;

/// <summary>The overview as JSON, built once for all pages that are open.</summary>
internal sealed class OverviewCache(AlloraDashboard dashboard)
{
    // Shorter than the least time between two messages to one page.
    private static readonly TimeSpan MaximumAge = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private byte[]? _json;
    private long _builtAt;

    public byte[] Read()
    {
        lock (_lock)
        {
            if (_json is null || dashboard.Time.GetElapsedTime(_builtAt) >= MaximumAge)
            {
                _json = JsonSerializer.SerializeToUtf8Bytes(Overview.Of(dashboard), DashboardJson.Default.OverviewView);
                _builtAt = dashboard.Time.GetTimestamp();
            }

            return _json;
        }
    }
}
