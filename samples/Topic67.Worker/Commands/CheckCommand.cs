using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Commands;

/// <summary>check: one line for each prerequisite of a worker, with a fix. 0 if all are met, 1 otherwise. It can be used while the worker runs.</summary>
internal sealed class CheckCommand(WorkerSettings settings, TextWriter output)
{
    private readonly CheckLines _lines = new(output);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = new StateFolder(settings.FolderOrDefault);
        _lines.Ok("environment", settings.EnvironmentFile is { } file ? $"process and {file}" : "process only, no .env");
        foreach (var warning in settings.EnvironmentWarnings)
        {
            if (warning.Contains("chmod", StringComparison.Ordinal))
                _lines.Fail("environment file", warning);
            else
                _lines.Warn("environment file", warning);
        }

        _lines.Ok("keys", Keys());
        if (settings.DryRun)
            _lines.Warn("dry run", "DRY_RUN is set: nothing would be sent");
        Folder(folder);
        await new CheckPrices(settings, _lines).RunAsync(folder, cancellationToken).ConfigureAwait(false);
        await new CheckChain(settings, _lines).RunAsync(cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync(_lines.HasFailed ? "check failed: see the lines with FAIL" : "check passed").ConfigureAwait(false);
        return _lines.HasFailed ? 1 : 0;
    }

    private void Folder(StateFolder folder)
    {
        if (DiskFull.Trouble(folder.Path) is { } full)
            _lines.Fail("state folder", full);
        else if (PrivateFile.IsOpenToAll(folder.Path))
            _lines.Warn("state folder", $"any user may change the files of {folder.Path}: chmod 700 {folder.Path}");
        else
            _lines.Ok("state folder", folder.Path);
        _lines.Ok("other instance", InstanceLock.IsHeld(folder) ? $"this state folder's worker runs: {InstanceLock.Holder(folder)}; a second one would be refused" : "none");
    }

    // Names only, never values.
    private string Keys() => string.Join(", ", new[]
    {
        (settings.Mnemonic ?? settings.KeyFile) is null ? "no wallet's key" : settings.KeyFile is null ? "MNEMONIC set" : "key file named",
        settings.TiingoKey is null ? "TIINGO_API_KEY not set (coinbase and binance need none)" : "TIINGO_API_KEY set",
        settings.AlloraKey is not null ? "ALLORA_API_KEY set" : "ALLORA_API_KEY not set (only the faucet needs it)",
    });
}
