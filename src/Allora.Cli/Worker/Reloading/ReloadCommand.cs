using System.CommandLine;
using Allora.Cli.Running;
using Allora.Cli.Worker.Files;

namespace Allora.Cli.Worker.Reloading;

/// <summary>allora worker reload: the process that runs a file reads it again.</summary>
internal static class ReloadCommand
{
    public static Command Create()
    {
        var config = new Option<FileInfo>("--config") { Description = "The file of the running 'allora worker run'.", HelpName = "FILE", Required = true };
        return new Command("reload", "Has the process that runs a file read it again (SIGHUP): entries that are new start, those that are gone finish, changed ones start again.") { config }.Runs((parsed, screen, _) =>
        {
            if (OperatingSystem.IsWindows())
                throw new UsageException("Windows has no SIGHUP: end the process with Ctrl-C, and start it again");
            var path = parsed.GetRequiredValue(config).FullName;
            // Its mistakes are shown here, before the process finds them.
            var (file, _) = WorkerFileReader.Read(WorkerFileSource.Of(path));
            var process = RunMark.Signal(file.State, path);
            screen.Say($"process {process} reads {Shown.OneLine(path)} again: new entries start, those that are gone finish, changed ones start again; it prints the result");
            return Task.FromResult(ExitCodes.Ok);
        });
    }
}
