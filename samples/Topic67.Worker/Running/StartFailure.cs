using System.CommandLine;
using Topic67.Worker.Logs;
using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Running;

/// <summary>Writes a start that failed because of its settings into the logs of the state folder that they name, if no worker runs with it.</summary>
internal static class StartFailure
{
    private const long MaxBytes = 10_000_000;

    public static void Log(ParseResult line, CommandLineOptions options, Func<string, string?> environment, string message)
    {
        try
        {
            // No folder is made for a trial without a name for it.
            if (Folder(line, options, environment) is not { } path)
                return;
            PrivateFile.CreateFolder(path);
            var folder = new StateFolder(path);
            using var held = InstanceLock.TryTake(folder);
            if (held is null)
                return;
            using var journalist = new Journalist(folder, MaxBytes, TextWriter.Null, TimeProvider.System);
            journalist.Fail(message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ConfigurationException or ArgumentException)
        {
            // The error stream has the message.
        }
    }

    private static string? Folder(ParseResult line, CommandLineOptions options, Func<string, string?> environment)
    {
        const string Default = "allora-state";
        if (line.GetValue(options.State) is { Length: > 0 } named)
            return named;
        if (environment("STATE_DIR") is { Length: > 0 } set)
            return EnvText.OfProcess(set);
        var file = line.GetValue(options.EnvironmentFile) ?? ".env";
        if (File.Exists(file) && EnvFile.Peek(file, "STATE_DIR") is { Length: > 0 } peeked)
            return peeked;
        return Directory.Exists(Default) || File.Exists(file) || environment("MNEMONIC") is not null || environment("KEY_FILE") is not null ? Default : null;
    }
}
