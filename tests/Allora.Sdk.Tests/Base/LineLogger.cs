using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Tests.Base;

/// <summary>Keeps every line of every level as it would be printed, with its exception.</summary>
internal sealed class LineLogger : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(string Line, Exception? Exception)> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue((formatter(state, exception), exception));

    public void Dispose()
    {
    }
}
