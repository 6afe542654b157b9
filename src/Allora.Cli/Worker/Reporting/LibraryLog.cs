using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Allora.Cli.Worker.Reporting;

/// <summary>The library's warnings and errors as lines of the run, but for those that the run shows itself.</summary>
/// <param name="console">The console.</param>
/// <param name="least">The lowest level that is shown.</param>
internal sealed class LibraryLog(RunConsole console, LogLevel least = LogLevel.Warning) : ILoggerFactory, ILogger
{
    // States, outages and results have lines of their own.
    private static readonly HashSet<int> Shown = [1000, 1040, 1041, 1042, 1044, 1045, 1046, 1050, 1051, 1052];

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The lines of a run go to the console alone.");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel) || Shown.Contains(eventId.Id))
            return;
        var text = formatter(state, exception);
        var fields = new JsonObject { ["id"] = eventId.Id, ["message"] = text };
        if (exception is not null)
            fields["exception"] = exception.ToString();
        console.Write("log", logLevel switch { LogLevel.Warning => Levels.Warning, < LogLevel.Warning => Levels.Information, _ => Levels.Error }, fields, text);
    }

    public void Dispose()
    {
    }
}
