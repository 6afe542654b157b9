using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Tests.Diagnostics.Logs;

/// <summary>Keeps every line with its level, its id and its exception.</summary>
internal sealed class LevelCounter : ILoggerFactory, ILogger
{
    public ConcurrentQueue<Line> Lines { get; } = [];

    public int Count(LogLevel level) => Lines.Count(line => line.Level == level);

    public int Count(int id) => Lines.Count(line => line.Id == id);

    /// <summary>The number of lines of each level and id, for a test's output.</summary>
    public string Summary() => string.Join('\n', Lines.GroupBy(line => (line.Level, line.Id)).OrderByDescending(group => group.Key.Level)
        .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key.Level} {group.Key.Id} x{group.Count()}: {group.First().Text}")));

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue(new Line(logLevel, eventId.Id, formatter(state, exception), exception));

    public void Dispose()
    {
    }

    internal sealed record Line(LogLevel Level, int Id, string Text, Exception? Exception);
}
