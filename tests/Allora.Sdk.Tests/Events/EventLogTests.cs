using System.Collections.Concurrent;
using Allora.Sdk.Events;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Tests.Events;

/// <summary>What the stream says in logs, and what it must not say.</summary>
public sealed class EventLogTests
{
    [Fact(Timeout = 30_000)]
    public async Task Tells_of_connecting_and_losing_without_the_address_path_which_may_be_a_key()
    {
        await using var node = await ScriptedNode.StartAsync();
        using var loggers = new CollectingLoggers();
        var rpc = new Uri(node.Rpc, "/secret-key?token=secret-token");
        await using var stream = new ChainEventStream(rpc, StreamBench.AtOnce, new WatchedTime(), loggers);
        node.Refuse(1);
        await using (var listener = stream.ListenAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken))
        {
            var first = listener.MoveNextAsync();
            var connection = await node.AcceptSubscriberAsync();
            Assert.True(await first);
            await connection.SendAsync("nonsense");
            await connection.SendAsync(Frames.Block(10));
            Assert.True(await listener.MoveNextAsync());
            connection.Abort();
            Assert.True(await listener.MoveNextAsync());
        }

        await stream.DisposeAsync();
        Assert.Contains(loggers.Lines, line => line.Id == 3002 && line.Text.Contains($":{node.Rpc.Port}", StringComparison.Ordinal));
        Assert.Contains(loggers.Lines, line => line.Id == 3003 && line.Text.Contains("503", StringComparison.Ordinal));
        Assert.Contains(loggers.Lines, line => line.Id == 3005);
        Assert.All(loggers.Lines, line => Assert.DoesNotContain("secret", line.Text, StringComparison.OrdinalIgnoreCase));
    }

    private sealed class CollectingLoggers : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<(int Id, string Text)> Lines { get; } = new();

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose() => Lines.Clear();

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue((eventId.Id, formatter(state, exception) + exception));
    }
}
