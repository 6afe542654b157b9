using System.Text.Json;
using Allora.Sdk.Dashboard.Chain;
using Allora.Sdk.Dashboard.Views;

namespace Allora.Sdk.Dashboard.Endpoints;

/// <summary>The page of a chain that this process runs.</summary>
internal sealed class ChainContent(ILocalChain chain) : IPageContent
{
    private byte[]? _last;

    public ValueTask<byte[]?> ReadChangedAsync(CancellationToken cancellationToken)
    {
        var read = chain.Read();
        var shown = read with
        {
            Transactions = [.. read.Transactions.Select(static one => one with { Log = Shown.Text(one.Log)! })],
            Faults = [.. read.Faults.Select(static one => one with { Name = Shown.Text(one.Name)! })],
        };
        var json = JsonSerializer.SerializeToUtf8Bytes(shown, DashboardJson.Default.LocalChainStatus);
        var isSame = _last is { } last && json.AsSpan().SequenceEqual(last);
        _last = json;
        return ValueTask.FromResult(isSame ? null : json);
    }
}
