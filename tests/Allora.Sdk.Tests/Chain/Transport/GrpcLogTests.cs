using System.Collections.Concurrent;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Tests.Chain.Replay;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Tests.Chain.Transport;

/// <summary>A node's "not found" is no news: gRPC's own client says nothing of it where nobody looks for faults.</summary>
public sealed class GrpcLogTests
{
    [Theory]
    [InlineData(LogLevel.Information, false)]
    [InlineData(LogLevel.Debug, true)]
    public async Task Grpcs_own_log_is_there_from_debug_on(LogLevel least, bool isThere)
    {
        using var loggers = new Categories(least);
        await using var server = await ReplayServer.StartAsync(CapturedCall.Get("balance-bad-denom"));
        await using var client = new AlloraClient(server.Network, new AlloraClientOptions { LoggerFactory = loggers });
        var request = QueryBalanceRequest.Parser.ParseFrom(CapturedCall.Get("balance-bad-denom").Request);

        Assert.Throws<RpcException>(() => new Query.QueryClient(client.Invoker).Balance(request, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(isThere, loggers.Told.Any(category => category.StartsWith("Grpc", StringComparison.Ordinal)));
    }

    private sealed class Categories(LogLevel least) : ILoggerFactory
    {
        public ConcurrentBag<string> Told { get; } = [];

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public ILogger CreateLogger(string categoryName) => new Category(categoryName, this, least);

        public void Dispose() => Told.Clear();
    }

    private sealed class Category(string name, Categories all, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                all.Told.Add(name);
        }
    }
}
