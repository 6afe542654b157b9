using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.DevNet.Tests.Fuzz;

/// <summary>Catches what a DevNet and its web server log as errors: exceptions that nothing handled end here.</summary>
internal sealed class ErrorLog : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> _errors = [];

    /// <summary>Fails with the first error logged since the last time, if there is one.</summary>
    public void ThrowIfAny()
    {
        var error = _errors.FirstOrDefault();
        _errors.Clear();
        if (error is not null)
            throw new InvalidOperationException(error);
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            _errors.Enqueue($"{formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
