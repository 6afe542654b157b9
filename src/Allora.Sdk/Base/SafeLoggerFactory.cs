using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Base;

/// <summary>
/// Loggers whose lines hold no control characters: texts of a chain, a node or a model are among the values of log messages, and an escape
/// sequence or a line break in one of them would change the terminal or forge a line.
/// </summary>
internal sealed class SafeLoggerFactory : ILoggerFactory
{
    private readonly ILoggerFactory _inner;

    private SafeLoggerFactory(ILoggerFactory inner) => _inner = inner;

    public static ILoggerFactory Over(ILoggerFactory inner) => inner is null or SafeLoggerFactory ? inner! : new SafeLoggerFactory(inner);

    public static ILogger Over(ILogger inner) => inner is SafeLogger ? inner : new SafeLogger(inner);

    public ILogger CreateLogger(string categoryName) => Over(_inner.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => _inner.AddProvider(provider);

    // The factory belongs to the caller.
    public void Dispose()
    {
    }

    private sealed class SafeLogger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            inner.Log(logLevel, eventId, state, exception is null ? null : SafeException.Of(exception), (given, thrown) => SafeText.OneLine(formatter(given, thrown)));
    }
}
