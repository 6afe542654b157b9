using Allora.Sdk;
using Allora.Sdk.Wallets;
using Topic67.Worker.Logs;
using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Running;

/// <summary>Starts the parts of a run in the printed order (environment, lock, chain), then runs it.</summary>
internal sealed class WorkerHost(WorkerSettings settings, TextWriter output)
{
    private readonly TimeProvider _time = TimeProvider.System;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var scratch = settings is { IsEmbedded: true, StateFolder: null } ? Directory.CreateTempSubdirectory("topic67-") : null;
        try
        {
            var folder = new StateFolder(scratch?.FullName ?? settings.FolderOrDefault);
            // Nothing is written before the lock is taken: the folder may be another worker's.
            using var held = await InstanceLock.TakeAsync(folder, _time, cancellationToken).ConfigureAwait(false);
            using var journalist = new Journalist(folder, settings.LogMaxBytes, output, _time);
            journalist.Tell("startup", $"starting: topic {settings.TopicId}, state folder {folder.Path}", ("topic", settings.TopicId), ("process", Environment.ProcessId));
            journalist.Say($"environment loaded{(settings.EnvironmentFile is { } file ? $" from the process and {file}" : "")}");
            foreach (var warning in settings.EnvironmentWarnings)
                journalist.Tell("warning", warning);
            if (PrivateFile.IsOpenToAll(folder.Path))
                journalist.Tell("warning", $"any user may change the files of the state folder {folder.Path}: chmod 700 {folder.Path}");
            if (settings.DryRun)
                journalist.Tell("info", "DRY RUN: predictions are made, signed and simulated, but nothing is sent");
            journalist.Say("instance lock taken");
            journalist.Say(settings.Period.ToString());
            try
            {
                return await RunAsync(folder, journalist, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The line on the error stream is easily lost; who asks later reads the files.
                journalist.Fail(exception is ConfigurationException or UnusableStateException ? exception.Message : $"defect: {exception.GetType().Name}: {exception.Message}");
                throw;
            }
        }
        finally
        {
            scratch?.Delete(recursive: true);
        }
    }

    /// <summary>The wallet of the settings; an embedded DevNet has its own.</summary>
    public static AlloraWallet OpenWallet(WorkerSettings settings)
    {
        try
        {
            return settings.KeyFile is { } file
                ? AlloraWallet.FromKeyFile(file, curve: SigningCurve.Load())
                : AlloraWallet.FromMnemonic(settings.Mnemonic ?? EmbeddedChain.Mnemonic, curve: SigningCurve.Load());
        }
        catch (Exception exception) when (exception is WalletException or AlloraException)
        {
            throw new ConfigurationException(exception.Message);
        }
    }

    private async Task<int> RunAsync(StateFolder folder, Journalist journalist, CancellationToken cancellationToken)
    {
        using var wallet = OpenWallet(settings);
        var embedded = settings.IsEmbedded ? await EmbeddedChain.StartAsync(settings, CancellationToken.None).ConfigureAwait(false) : null;
        try
        {
            using var run = new WorkerRun(settings, folder, journalist, wallet, embedded, _time);
            return await run.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (embedded is not null)
                await embedded.DisposeAsync().ConfigureAwait(false);
        }
    }
}
