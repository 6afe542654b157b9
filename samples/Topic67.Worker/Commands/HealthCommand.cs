using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Commands;

/// <summary>health: a word, and an exit code for supervisors and containers.</summary>
internal sealed class HealthCommand(WorkerSettings settings, TextWriter output)
{
    public async Task<int> RunAsync()
    {
        var trouble = Health.Trouble(new StateFolder(settings.FolderOrDefault), TimeProvider.System.GetUtcNow());
        await output.WriteLineAsync(trouble is null ? "green" : $"red: {trouble}").ConfigureAwait(false);
        return trouble is null ? 0 : 1;
    }
}
