using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Commands;

/// <summary>health: a word, and an exit code for supervisors and containers.</summary>
internal sealed class HealthCommand(WorkerSettings settings, TextWriter output)
{
    public async Task<int> RunAsync()
    {
        var colour = Health.Colour(new StateFolder(settings.FolderOrDefault), TimeProvider.System.GetUtcNow());
        await output.WriteLineAsync(colour).ConfigureAwait(false);
        return colour.StartsWith("red", StringComparison.Ordinal) ? 1 : 0;
    }
}
