using System.CommandLine;
using System.Runtime.InteropServices;
using Allora.Sdk;
using Topic67.Worker.Running;
using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Commands;

/// <summary>Runs a command line and returns an exit code: 0 success, 1 a window of --windows was missed or a check failed, 2 a wrong configuration, 3 a defect of the program, 130 a command was interrupted.</summary>
internal static class Entry
{
    private const int WrongConfiguration = 2;
    private const int Defect = 3;
    private const int Interrupted = 130;

    public static async Task<int> RunAsync(string[] args, Func<string, string?> environment, TextWriter output, TextWriter error)
    {
        using var stop = new CancellationTokenSource();
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Asked);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Asked);
        var parsed = Root(environment, output, error, stop.Token).Parse(args);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, CancellationToken.None).ConfigureAwait(false);
        await error.WriteLineAsync($"{Problem(parsed)} (--help lists the options)").ConfigureAwait(false);
        return WrongConfiguration;

        void Asked(PosixSignalContext signal)
        {
            // The run stops by itself: it finishes the windows in flight, and its exit code is 0.
            signal.Cancel = true;
            try
            {
                stop.Cancel();
            }
            catch (Exception exception) when (exception is ObjectDisposedException or AggregateException)
            {
                // The run is just ending, or its end failed, which the run reports: thrown on this thread, it would abort the process.
                error.WriteLine(SafeText.OneLine($"signal {signal.Signal}: {exception.Message}"));
            }
        }
    }

    // A mnemonic without quotes is a dozen arguments, and a key may be given to the wrong option: neither is repeated.
    private static string Problem(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.Count > 1)
        {
            var words = string.Join(' ', parsed.UnmatchedTokens.Where(static token => !token.StartsWith('-')));
            return $"Not known here: {string.Join(' ', parsed.UnmatchedTokens.Where(static token => token.StartsWith('-')).Select(SafeText.Value).Append(SafeText.Value(words)))}";
        }

        var message = parsed.Errors[0].Message;
        foreach (var token in parsed.Tokens.Where(static token => token.Value.Length > 0 && SafeText.Value(token.Value) != token.Value))
            message = message.Replace(token.Value, SafeText.Value(token.Value), StringComparison.Ordinal);
        return SafeText.OneLine(message);
    }

    /// <summary>Every command with its options; the tests of the documentation read pages with it.</summary>
    internal static RootCommand Root(Func<string, string?> environment, TextWriter output, TextWriter error, CancellationToken stop)
    {
        var options = new CommandLineOptions();
        var root = new RootCommand("Answers topic 67, BTC/USD 7-day log return. Without a key and without a network it starts an embedded DevNet and a simulated market.");
        Add(root, options.All, (line, token) => new WorkerHost(ReadToRun(line), output).RunAsync(token));
        Add(Sub("check", "Checks if a worker can run: one line for each prerequisite, with a fix."), options.Common, (line, token) => new CheckCommand(SettingsReader.Read(line, options, environment, SettingsUse.Check), output).RunAsync(token));
        Add(Sub("status", "Shows the status of the worker of a state folder."), [.. options.Common, options.Json], (line, token) => new StatusCommand(Read(line), line.GetValue(options.Json), output).RunAsync(token));
        Add(Sub("health", "Exit code 0 is green or yellow, 1 is red."), options.Common, (line, _) => new HealthCommand(Read(line), output).RunAsync());
        Add(Sub("score", "Shows the realised error against zero and the network, the score and the rank."), [.. options.Common, options.Json], (line, token) => new ScoreCommand(Read(line), line.GetValue(options.Json), output).RunAsync(token));
        Add(Sub("stop", "Stops the worker of a state folder, and waits for it."), [.. options.Common, options.Timeout], (line, token) => new StopCommand(Read(line), line.GetValue(options.Timeout), output).RunAsync(token));
        var backtest = new BacktestCommand();
        Add(Sub("backtest", "Replays the forecasts over history and grades them against zero."), [.. options.Common, .. backtest.Options], (line, token) => backtest.RunAsync(line, options, Read(line), output, token));
        return root;

        WorkerSettings Read(ParseResult line) => SettingsReader.Read(line, options, environment, SettingsUse.Read, OfWorker(line));

        // From another folder, a command finds the settings of the worker by its state.
        string? OfWorker(ParseResult line)
        {
            var folder = line.GetValue(options.State) ?? environment("STATE_DIR") ?? "allora-state";
            return !File.Exists(".env") && StatusSnapshot.Read(new StateFolder(folder))?.EnvironmentFile is { } file && File.Exists(file) ? file : null;
        }

        WorkerSettings ReadToRun(ParseResult line)
        {
            try
            {
                return SettingsReader.Read(line, options, environment, SettingsUse.Run);
            }
            catch (ConfigurationException exception)
            {
                StartFailure.Log(line, options, environment, exception.Message);
                throw;
            }
        }

        Command Sub(string name, string description)
        {
            var command = new Command(name, description);
            root.Add(command);
            return command;
        }

        void Add(Command command, IEnumerable<Option> mine, Func<ParseResult, CancellationToken, Task<int>> run)
        {
            foreach (var option in mine)
                command.Add(option);
            command.SetAction(async (line, _) =>
            {
                try
                {
                    return await run(line, stop).ConfigureAwait(false);
                }
                catch (ConfigurationException exception)
                {
                    await error.WriteLineAsync(SafeText.OneLine(exception.Message)).ConfigureAwait(false);
                    return WrongConfiguration;
                }
                catch (UnusableStateException exception)
                {
                    await error.WriteLineAsync(SafeText.OneLine(exception.Message)).ConfigureAwait(false);
                    return Defect;
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    return Interrupted;
                }
                catch (Exception exception)
                {
                    // Unhandled, it would abort the process with a core dump of a process that holds a key; a supervisor restarts it either way.
                    await error.WriteLineAsync($"defect: {exception}").ConfigureAwait(false);
                    return Defect;
                }
            });
        }
    }
}
