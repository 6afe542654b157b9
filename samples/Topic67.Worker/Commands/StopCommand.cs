using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Commands;

/// <summary>stop: requests a stop through the state folder and waits.</summary>
internal sealed class StopCommand(WorkerSettings settings, string? timeout, TextWriter output)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = new StateFolder(settings.FolderOrDefault);
        if (!InstanceLock.IsHeld(folder))
        {
            await output.WriteLineAsync($"no worker runs with {folder.Path}").ConfigureAwait(false);
            return 0;
        }

        var patience = timeout is null ? TimeSpan.FromSeconds(60) : Durations.Parse("--timeout", timeout);
        var stopped = await StopRequest.AskAsync(folder, patience, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync(stopped ? "stopped" : $"still running after {patience.TotalSeconds:F0} s ({InstanceLock.Holder(folder)}): see {folder.Output}").ConfigureAwait(false);
        return stopped ? 0 : 1;
    }
}
