using System.Text.Json;

namespace Allora.Sdk.Dashboard.Tests.Live;

/// <summary>The stream of an open page, as a browser reads it: one connection.</summary>
internal sealed class OpenPage(HttpResponseMessage answer, StreamReader reader) : IAsyncDisposable
{
    private const string Data = "data: ";

    /// <summary>Reads messages until one is as wanted.</summary>
    public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> wanted, CancellationToken cancellationToken)
    {
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!line.StartsWith(Data, StringComparison.Ordinal))
                continue;
            using var message = JsonDocument.Parse(line[Data.Length..]);
            if (wanted(message.RootElement))
                return message.RootElement.Clone();
        }

        throw new InvalidOperationException("The stream has ended.");
    }

    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        answer.Dispose();
        return ValueTask.CompletedTask;
    }
}
