using System.CommandLine;
using Topic67.Worker.Settings;

namespace Topic67.Worker.Running;

/// <summary>From a command line to an exit code: 0 went well, 1 a window of --windows was missed, 2 a wrong configuration.</summary>
internal static class Entry
{
    private const int WrongConfiguration = 2;

    public static async Task<int> RunAsync(string[] args, Func<string, string?> environment, TextWriter output, TextWriter error)
    {
        var options = new CommandLineOptions();
        var root = new RootCommand("Answers topic 67, BTC/USD 7-day log return. Without a key and without a network it starts an embedded DevNet and a simulated market.");
        foreach (var option in options.All)
            root.Add(option);
        root.SetAction(async (line, token) =>
        {
            try
            {
                return await new WorkerHost(SettingsReader.Read(line, options, environment), output).RunAsync(token).ConfigureAwait(false);
            }
            catch (ConfigurationException exception)
            {
                await error.WriteLineAsync(exception.Message).ConfigureAwait(false);
                return WrongConfiguration;
            }
        });

        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }).ConfigureAwait(false);
        await error.WriteLineAsync($"{parsed.Errors[0].Message} (--help lists the options)").ConfigureAwait(false);
        return WrongConfiguration;
    }
}
